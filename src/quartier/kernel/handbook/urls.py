"""Mounted at /hilfe/."""

from django.urls import path

from quartier.kernel.handbook import views

app_name = "handbook"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("alles/", views.everything, name="everything"),
    path("<slug:name>/", views.page, name="page"),
]
