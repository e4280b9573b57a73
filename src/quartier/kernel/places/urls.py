"""Mounted at /places/."""

from django.urls import path

from quartier.kernel.places import views

app_name = "places"
urlpatterns = [
    path("suggest", views.suggest, name="suggest"),
    path("map/<str:version>.svg", views.street_map, name="map"),
]
