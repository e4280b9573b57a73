from django.urls import path

from quartier.steps.sealed import preparing_views, views

app_name = "sealed"
urlpatterns = [
    path("<int:pk>/", views.cast, name="cast"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/box.bel", views.archive, name="archive"),
    path("<int:pk>/set-up/", preparing_views.set_up, name="set_up"),
    path("<int:pk>/rules/", preparing_views.rules, name="rules"),
    path("<int:pk>/people/", preparing_views.people, name="people"),
    path("<int:pk>/key/<int:number>/", preparing_views.key, name="key"),
    path("<int:pk>/cards/", preparing_views.cards, name="cards"),
    path("<int:pk>/slip/", preparing_views.slip, name="slip"),
    path("<int:pk>/give-up/", preparing_views.give_up, name="give_up"),
]
