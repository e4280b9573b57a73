from django.urls import path

from quartier.steps.ranked import candidate_views, preparing_views, views

app_name = "ranked"
urlpatterns = [
    path("<int:pk>/", views.cast_vote, name="cast"),
    path("<int:pk>/ballots.blt", views.ballots, name="ballots"),
    path("<int:pk>/stand/", candidate_views.stand, name="stand"),
    path("<int:pk>/step-back/", candidate_views.step_back, name="step_back"),
    path("<int:pk>/ask/", candidate_views.ask, name="ask"),
    path("<int:pk>/set-up/", preparing_views.set_up, name="set_up"),
    path("<int:pk>/rule/", preparing_views.rule, name="rule"),
    path("<int:pk>/about/", preparing_views.about, name="about"),
    path("<int:pk>/numbers/", preparing_views.numbers, name="numbers"),
    path("<int:pk>/try/", preparing_views.trial, name="try"),
    path("<int:pk>/slip/", preparing_views.slip, name="slip"),
]
