"""The addresses of this module. A round itself is a process and stands at /process/."""

from django.urls import path

from quartier.modules.youth import class_views, code_views, pot_views, views

app_name = "youth"
urlpatterns = [
    path("", views.home, name="home"),
    path("new/", views.new, name="new"),
    path("round/<int:pk>/", views.round_page, name="round"),
    path("round/<int:pk>/promise/", views.promise, name="promise"),
    path("round/<int:pk>/answer/", views.answer, name="answer"),
    path("round/<int:pk>/classes/", class_views.ask, name="ask_codes"),
    path("classes/", class_views.sheets, name="sheets"),
    path("classes/<int:pk>/", class_views.sheet, name="sheet"),
    path("classes/<int:pk>/allow/", class_views.allow, name="allow"),
    path("classes/<int:pk>/refuse/", class_views.refuse, name="refuse"),
    path("classes/<int:pk>/print/", class_views.print_codes, name="print"),
    path("classes/<int:pk>/revoke/", class_views.revoke_all, name="revoke_all"),
    path("classes/<int:pk>/revoke/<int:number>/", class_views.revoke_one, name="revoke_one"),
    path("code/", code_views.enter, name="code"),
    path("code/answer/", code_views.answer, name="code_answer"),
    path("code/<str:code>/", code_views.scanned, name="scanned"),
    path("money/", pot_views.pots, name="pots"),
    path("money/new/", pot_views.new, name="pot_new"),
    path("money/<int:pk>/spend/", pot_views.spend, name="spend"),
    path("money/line/<int:pk>/back/", pot_views.back, name="give_back"),
]
