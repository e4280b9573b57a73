"""The addresses of groups."""

from django.urls import path

from quartier.kernel.belonging import group_views as views

app_name = "groups"
urlpatterns = [
    path("", views.groups, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.group, name="group"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/join/", views.join, name="join"),
    path("<int:pk>/leave/", views.leave, name="leave"),
    path("<int:pk>/invite/", views.invite, name="invite"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/decline/", views.decline, name="decline"),
    path("<int:pk>/remove/", views.remove, name="remove"),
    path("<int:pk>/make-moderator/", views.make_moderator, name="make_moderator"),
]
