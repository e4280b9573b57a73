"""No address of its own: a proposal is checked on its own page."""

from django.urls import URLPattern

app_name = "feasibility"
urlpatterns: list[URLPattern] = []
