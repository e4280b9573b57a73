"""The addresses of comments."""

from django.urls import path

from quartier.kernel.comments import views

app_name = "comments"
urlpatterns = [
    path("on/<int:entry_pk>/", views.comments, name="on"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/delete/", views.delete, name="delete"),
    path("<int:pk>/restore/", views.restore, name="restore"),
]
