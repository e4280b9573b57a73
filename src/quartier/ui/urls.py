from django.urls import path

from quartier.ui import gallery, manifest, offline

app_name = "ui"
urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("suggest", gallery.suggest, name="gallery-suggest"),
    path("offline/", offline.page, name="offline"),
    path("offline/worker.js", offline.worker, name="offline-worker"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
]
