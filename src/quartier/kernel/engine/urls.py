"""Mounted at /engine/."""

from django.urls import path

from quartier.kernel.engine import views

app_name = "engine"
urlpatterns = [
    path("", views.home, name="home"),
    path("again/", views.again, name="again"),
    path("give-up/", views.give_up, name="give_up"),
    path("mail/", views.mail, name="mail"),
    path("mail/test/", views.test_mail, name="test_mail"),
]
