from django.urls import path

from quartier.steps.vote import views

app_name = "vote"
urlpatterns = [
    path("<int:pk>/", views.cast_vote, name="cast"),
    path("<int:pk>/set-up/", views.set_up, name="set_up"),
    path("<int:pk>/sort/", views.sort, name="sort"),
    path("<int:pk>/about/", views.about, name="about"),
    path("<int:pk>/rules/", views.rules, name="rules"),
    path("<int:pk>/try/", views.trial, name="try"),
    path("<int:pk>/slip/", views.slip, name="slip"),
]
