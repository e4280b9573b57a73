"""Mounted at /chat/."""

from django.urls import path

from quartier.modules.chat import views

app_name = "chat"
urlpatterns = [
    path("server/", views.server, name="server"),
]
