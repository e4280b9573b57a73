from django.urls import path

from quartier.steps.budget import import_views, set_up_views, views

app_name = "budget"
urlpatterns = [
    path("<int:pk>/", views.cast_ballot, name="cast"),
    path("<int:pk>/mine/", views.mine, name="mine"),
    path("<int:pk>/result.pb", views.file, name="file"),
    path("<int:pk>/set-up/", set_up_views.set_up, name="set_up"),
    path("<int:pk>/money/", set_up_views.money, name="money"),
    path("<int:pk>/sort/", set_up_views.sort, name="sort"),
    path("<int:pk>/rule/", set_up_views.rule, name="rule"),
    path("<int:pk>/project/", set_up_views.project, name="project"),
    path("<int:pk>/try/", set_up_views.trial, name="try"),
    path("<int:pk>/slip/", set_up_views.slip, name="slip"),
    path("<int:pk>/upload/", import_views.upload, name="upload"),
    path("<int:pk>/take/", import_views.take, name="take"),
]
