"""The addresses of matters."""

from django.urls import path

from quartier.kernel.matters import views

app_name = "matters"
urlpatterns = [
    path("", views.matters, name="list"),
    path("<int:pk>/", views.matter, name="matter"),
    path("<int:pk>/say/", views.say, name="say"),
    path("<int:pk>/send/", views.send, name="send"),
    path("<int:pk>/propose/", views.propose, name="propose"),
    path("<int:pk>/agree/", views.agree, name="agree"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/release/", views.release, name="release"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/thank/", views.thank, name="thank"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/leave/", views.leave, name="leave"),
]
