"""The addresses of matters."""

from django.urls import path

from quartier.kernel.matters import views

app_name = "matters"
urlpatterns = [
    path("", views.matters, name="list"),
    path("<int:pk>/", views.matter, name="matter"),
]
