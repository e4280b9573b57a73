"""Mounted at /emergency/."""

from django.urls import path

from quartier.kernel.emergency import views

app_name = "emergency"
urlpatterns = [
    path("", views.home, name="home"),
    path("<int:pk>/", views.opening, name="opening"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/close/", views.close, name="close"),
]
