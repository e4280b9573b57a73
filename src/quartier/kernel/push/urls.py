"""Mounted at /notices/push/. The worker's script answers for this folder alone."""

from django.urls import path

from quartier.kernel.push import views

app_name = "push"
urlpatterns = [
    path("", views.devices, name="devices"),
    path("<int:pk>/remove/", views.remove, name="remove"),
    path("test/", views.test, name="test"),
    path("service/", views.service, name="service"),
    path("worker.js", views.worker, name="worker"),
]
