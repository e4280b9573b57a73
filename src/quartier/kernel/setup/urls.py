"""Mounted at /setup/."""

from django.urls import path

from quartier.kernel.setup import views

app_name = "setup"
urlpatterns = [
    path("", views.start, name="start"),
    path("step/<slug:key>/", views.step, name="step"),
    path("summary/", views.summary, name="summary"),
    path("complete/", views.complete, name="complete"),
    path("second/", views.second, name="second"),
    path("<str:token>/", views.link, name="link"),
]
