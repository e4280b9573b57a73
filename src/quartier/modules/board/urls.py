"""The addresses of the board."""

from django.urls import path

from quartier.modules.board import photo_views, views, writing

app_name = "board"
urlpatterns = [
    path("", views.board, name="list"),
    path("new/", writing.new, name="new"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/history/", views.history, name="history"),
    path("<int:pk>/thanks/", views.thanks, name="thanks"),
    path("<int:pk>/no-thanks/", views.no_thanks, name="no_thanks"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/delete/", writing.delete, name="delete"),
    path("<int:pk>/restore/", writing.restore, name="restore"),
    path("<int:pk>/close/", writing.close, name="close"),
    path("<int:pk>/reopen/", writing.reopen, name="reopen"),
    path("<int:pk>/renew/", writing.renew, name="renew"),
    path("<int:pk>/photos/", photo_views.photos, name="photos"),
    path("<int:pk>/photos/<str:key>/remove/", photo_views.remove, name="remove_photo"),
    path("<int:pk>/photos/<str:key>/forward/", photo_views.forward, name="bring_forward"),
]
