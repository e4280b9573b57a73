"""No address of its own: the slip is sent to the kernel's."""

from django.urls import URLPattern

app_name = "mood"
urlpatterns: list[URLPattern] = []
