"""The addresses of gathering. What one reads stands on the page of the process."""

from django.urls import path

from quartier.steps.gather import views

app_name = "gather"
urlpatterns = [
    path("<int:pk>/say/", views.say, name="say"),
    path("<int:pk>/me-too/<int:need>/", views.me_too, name="me_too"),
    path("<int:pk>/help/<int:need>/", views.help_with, name="help"),
    path("<int:pk>/enter/", views.enter, name="enter"),
    path("<int:pk>/group/", views.group, name="group"),
    path("<int:pk>/take-out/<int:need>/", views.take_out, name="take_out"),
    path("<int:pk>/slips/", views.slips, name="slips"),
]
