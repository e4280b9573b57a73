"""Mounted at /people/, beside the profiles."""

from django.urls import path

from quartier.kernel.gate import own_views, views

app_name = "gate"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/new/", views.new, name="new"),
    path("desk/<int:pk>/", views.person, name="person"),
    path("desk/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("desk/<int:pk>/name/", views.name, name="name"),
    path("desk/<int:pk>/moved/", views.moved, name="moved"),
    path("desk/<int:pk>/back/", views.back, name="back"),
    path("desk/<int:pk>/died/", views.died, name="died"),
    path("desk/<int:pk>/guardian/", views.guardian, name="guardian"),
    path("desk/confirmations/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("desk/confirmations/<int:pk>/look/", views.look, name="look"),
    path("desk/deaths/<int:pk>/confirm/", views.death_confirm, name="death_confirm"),
    path("desk/deaths/<int:pk>/withdraw/", views.death_withdraw, name="death_withdraw"),
    path("desk/guardians/<int:pk>/end/", views.guardian_end, name="guardian_end"),
    path("guardians/", own_views.guardians_page, name="guardians"),
    path("guardians/<int:pk>/accept/", own_views.accept, name="accept"),
    path("guardians/<int:pk>/end/", own_views.end, name="end"),
    path("leave/", own_views.leave, name="leave"),
    path("leave/moved/", own_views.leave_moved, name="leave_moved"),
]
