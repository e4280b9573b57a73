"""The addresses of files."""

from django.urls import path

from quartier.kernel.files import views

app_name = "files"
urlpatterns = [
    path("", views.files, name="list"),
    path("<str:key>/", views.file, name="file"),
    path("<str:key>/small/", views.small, name="small"),
    path("<str:key>/delete/", views.delete, name="delete"),
]
