"""Mounted at /quarter/. The imprint and the privacy page are at the root: see project/urls.py."""

from django.urls import path

from quartier.kernel.managing import views

app_name = "quarter"
urlpatterns = [
    path("", views.home, name="home"),
    path("name/", views.name, name="name"),
    path("area/", views.area, name="area"),
    path("imprint/", views.edit_imprint, name="imprint"),
    path("modules/", views.modules, name="modules"),
    path("modules/<slug:slug>/switch/", views.switch, name="switch"),
    path("modules/<slug:slug>/", views.settings, name="settings"),
]
