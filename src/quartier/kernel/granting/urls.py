"""Mounted at /roles/."""

from django.urls import path

from quartier.kernel.granting import views

app_name = "roles"
urlpatterns = [
    path("", views.page, name="page"),
    path("new/", views.new, name="new"),
    path("keys/", views.hand_over, name="hand_over"),
    path("<slug:slug>/", views.role, name="role"),
    path("<slug:slug>/give/", views.give, name="give"),
    path("<slug:slug>/give/<int:pk>/", views.grant, name="grant"),
    path("<slug:slug>/take/<int:pk>/", views.revoke, name="revoke"),
    path("<slug:slug>/name/", views.rename, name="rename"),
    path("<slug:slug>/delete/", views.delete, name="delete"),
]
