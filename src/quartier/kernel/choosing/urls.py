"""Mounted at /warum/: neighbours read this address aloud."""

from django.urls import path

from quartier.kernel.choosing import views

app_name = "why"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.module, name="module"),
    path("<slug:slug>/care/", views.care, name="care"),
    path("<slug:slug>/put-aside/", views.put_aside, name="put_aside"),
    path("<slug:slug>/put-aside/<int:pk>/", views.take_along, name="take_along"),
]
