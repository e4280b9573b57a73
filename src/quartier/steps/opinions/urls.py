"""The addresses of an opinion map. It stands itself on the page of its process."""

from django.urls import path

from quartier.steps.opinions import care_views, import_views, views

app_name = "opinions"
urlpatterns = [
    path("<int:pk>/", views.vote, name="vote"),
    path("<int:pk>/mine/", views.mine, name="mine"),
    path("<int:pk>/statements/", views.listed, name="list"),
    path("<int:pk>/say/", views.say, name="say"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/comments.csv", views.comments_csv, name="csv"),
    path("<int:pk>/care/", care_views.care, name="care"),
    path("<int:pk>/polis/", import_views.upload, name="upload"),
    path("<int:pk>/polis/take/", import_views.take, name="take"),
    path("<int:pk>/slip/", care_views.slip, name="slip"),
    path("statement/<int:pk>/let/", care_views.let, name="let"),
    path("statement/<int:pk>/out/", care_views.out, name="out"),
]
