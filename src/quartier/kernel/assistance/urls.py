"""Mounted at /assistance/."""

from django.urls import path

from quartier.kernel.assistance import views

app_name = "assistance"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("give/", views.give, name="give"),
    path("end/", views.end, name="end"),
    path("<int:pk>/start/", views.start, name="start"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/stop/", views.stop, name="stop"),
    path("<int:pk>/prolong/", views.prolong, name="prolong"),
    path("desk/<int:pk>/", views.person, name="person"),
    path("desk/<int:pk>/paper/", views.paper, name="paper"),
    path("desk/consents/<int:pk>/stop/", views.desk_stop, name="desk_stop"),
    path("desk/consents/<int:pk>/prolong/", views.desk_prolong, name="desk_prolong"),
]
