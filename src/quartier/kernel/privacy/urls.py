"""Mounted at /my-data/."""

from django.urls import path

from quartier.kernel.privacy import consent_views, register_views, views

app_name = "mydata"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("seen/", views.seen, name="seen"),
    path("all/<str:slug>/", views.table, name="table"),
    path("agreed/", consent_views.agreed, name="agreed"),
    path("register/", register_views.register_page, name="register"),
    path("export/", views.export, name="export"),
    path("delete/", views.erase, name="erase"),
    path("delete/stay/", views.stay, name="stay"),
]
