"""Mounted at /breaches/."""

from django.urls import path

from quartier.kernel.breaches import views

app_name = "breaches"
urlpatterns = [
    path("", views.home, name="home"),
    path("<int:pk>/", views.breach, name="breach"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/<str:what>/", views.told, name="told"),
]
