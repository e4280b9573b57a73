"""Mounted at the root: these addresses are read aloud, and stand on paper."""

from django.urls import path

from quartier.kernel.moderation import case_views, panel_views, public_views, report_views

app_name = "moderation"
urlpatterns = [
    path("melden/<str:what>/<int:pk>/", report_views.report, name="report"),
    path("gemeldet/<str:token>/", report_views.sent, name="sent"),
    path("gemeldet/<str:token>/complain/", report_views.complain, name="complain_without_account"),
    path("hausregeln/", public_views.rules, name="rules"),
    path("hausregeln/edit/", public_views.edit_rules, name="edit_rules"),
    path("protokoll/", public_views.log, name="log"),
    path("moderation/", case_views.cases, name="list"),
    path("moderation/<int:pk>/", case_views.case, name="case"),
    path("moderation/<int:pk>/hold/", case_views.hold, name="hold"),
    path("moderation/<int:pk>/release/", case_views.release, name="release"),
    path("moderation/evidence/<str:key>/", case_views.evidence, name="evidence"),
    path("moderation/mine/", panel_views.mine, name="mine"),
    path("moderation/willing/", panel_views.willing, name="willing"),
    path("moderation/panel/<int:pk>/", panel_views.seat, name="seat"),
    path("moderation/panel/<int:pk>/let-off/", panel_views.let_off, name="let_off"),
    path("moderation/decisions/<int:pk>/", panel_views.statement, name="statement"),
    path("moderation/decisions/<int:pk>/complain/", panel_views.complain, name="complain"),
]
