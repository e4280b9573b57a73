from django.urls import path

from quartier.steps.survey import editor_views, language_views, result_views, views

app_name = "survey"
urlpatterns = [
    path("<int:pk>/", views.start, name="start"),
    path("<int:pk>/part/<slug:page>/", views.part, name="part"),
    path("<int:pk>/try/<slug:page>/", views.trial, name="trial"),
    path("<int:pk>/questions/", editor_views.questions, name="questions"),
    path("<int:pk>/begin/<slug:sample>/", editor_views.begin_with, name="begin_with"),
    path("<int:pk>/new/", editor_views.new, name="new"),
    path("<int:pk>/new/<slug:kind>/", editor_views.add, name="add"),
    path("<int:pk>/question/<slug:key>/", editor_views.question, name="question"),
    path("<int:pk>/question/<slug:key>/when/", editor_views.when, name="when"),
    path("<int:pk>/question/<slug:key>/do/", editor_views.change, name="change"),
    path("<int:pk>/put-back/", editor_views.put_back, name="put_back"),
    path("<int:pk>/paper/", editor_views.preview, name="paper"),
    path("<int:pk>/about/", editor_views.about, name="about"),
    path("<int:pk>/languages/", language_views.languages, name="languages"),
    path("<int:pk>/languages/<slug:language>/<slug:key>/", language_views.translate, name="translate"),
    path("<int:pk>/texts/", result_views.texts, name="texts"),
    path("<int:pk>/numbers.csv", result_views.numbers, name="numbers"),
    path("<int:pk>/answers.csv", result_views.rows, name="rows"),
]
