"""Mounted at /notices/."""

from django.urls import path

from quartier.kernel.delivery import views

app_name = "delivery"
urlpatterns = [
    path("choices/", views.choices, name="choices"),
    path("choices/manners/", views.manners, name="manners"),
    path("choices/least/", views.least, name="least"),
    path("choices/<slug:group>/", views.choices_of_group, name="group"),
    path("address/", views.address, name="address"),
    path("confirm/<str:word>/", views.confirm, name="confirm"),
    path("off/<str:word>/", views.off, name="off"),
]
