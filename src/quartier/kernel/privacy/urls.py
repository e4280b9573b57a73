"""Mounted at /my-data/."""

from django.urls import path

from quartier.kernel.privacy import views

app_name = "mydata"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("seen/", views.seen, name="seen"),
    path("all/<str:slug>/", views.table, name="table"),
    path("export/", views.export, name="export"),
    path("delete/", views.erase, name="erase"),
    path("delete/stay/", views.stay, name="stay"),
]
