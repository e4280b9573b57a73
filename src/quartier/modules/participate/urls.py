"""The addresses of this module. A process itself has the kernel's: /process/…"""

from django.urls import path

from quartier.modules.participate import views

app_name = "participate"
urlpatterns = [
    path("", views.processes, name="list"),
    path("ways/", views.ways, name="ways"),
]
