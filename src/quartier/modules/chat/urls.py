"""Mounted at /chat/."""

from django.urls import path

from quartier.modules.chat import client, neighbour_views, programs, pushing, views

app_name = "chat"
urlpatterns = [
    path("", views.home, name="home"),
    path("apps/", views.apps, name="apps"),
    path("apps/<int:pk>/end/", views.end, name="end"),
    path("matter/<int:pk>/", views.matter, name="matter"),
    path("session/", views.session, name="session"),
    path("card/", views.card, name="card"),
    path("people/", views.people, name="people"),
    path("keys/reset/", views.reset, name="reset"),
    path("report/", neighbour_views.report, name="report"),
    path("meets/", neighbour_views.meets, name="meets"),
    path("neighbour/<str:localpart>/", neighbour_views.neighbour, name="neighbour"),
    path("seen/", views.seen, name="seen"),
    path("client/<str:name>", client.client, name="client"),
    path("server/", views.server, name="server"),
    path("oauth/authorize/", views.authorize, name="authorize"),
    path("oauth/link/", views.link, name="link"),
    path("oauth/token/", programs.token, name="token"),
    path("oauth/revoke/", programs.revoke, name="revoke"),
    path("oauth/register/", programs.register, name="register"),
    path("oauth/device/", programs.device, name="device"),
    path("find/", programs.find, name="find"),
    path("homeserver/.well-known/openid-configuration", programs.discovery, name="discovery"),
    path("homeserver/oauth2/introspect", programs.introspect, name="introspect"),
    path("homeserver/may/", programs.may, name="may"),
    path("homeserver/notify/", pushing.notify, name="notify"),
]
