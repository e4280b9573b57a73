"""The addresses of organisations."""

from django.urls import path

from quartier.kernel.belonging import organisation_views as views

app_name = "organisations"
urlpatterns = [
    path("", views.organisations, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.organisation, name="organisation"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/add-member/", views.add_member, name="add_member"),
    path("<int:pk>/remove-member/", views.remove_member, name="remove_member"),
]
