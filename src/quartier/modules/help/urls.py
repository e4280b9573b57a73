"""The addresses of the help exchange."""

from django.urls import path

from quartier.modules.help import views

app_name = "help"
urlpatterns = [
    path("", views.offers, name="list"),
    path("new/", views.new, name="new"),
    path("offer/<int:pk>/", views.offer, name="offer"),
]
