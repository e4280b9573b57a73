"""Mounted at /blocks/."""

from django.urls import path

from quartier.kernel.blocking import views

app_name = "blocks"
urlpatterns = [
    path("", views.blocks, name="list"),
    path("contact/", views.contact, name="contact"),
    path("contact/<int:pk>/step-down/", views.step_down, name="step_down"),
    path("<int:pk>/", views.block, name="block"),
    path("<int:pk>/undo/", views.undo, name="undo"),
]
