from django.urls import path

from quartier.ui import gallery, manifest

app_name = "ui"
urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("suggest", gallery.suggest, name="gallery-suggest"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
]
