"""Mounted at /people/."""

from django.urls import path

from quartier.kernel.profiles import views

app_name = "people"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/text-size/", views.text_size, name="text_size"),
    path("me/<slug:key>/", views.edit, name="edit"),
    path("<int:pk>/", views.profile, name="profile"),
]
