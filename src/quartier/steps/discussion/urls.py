"""The addresses of a discussion. It stands itself on the page of its process; an argument with many answers has a page."""

from django.urls import path

from quartier.steps.discussion import views

app_name = "discussion"
urlpatterns = [
    path("<int:pk>/argue/", views.argue, name="argue"),
    path("argument/<int:pk>/", views.argument, name="argument"),
    path("answer/<int:pk>/", views.answer, name="answer"),
    path("<int:pk>/summary/", views.summary, name="summary"),
    path("<int:pk>/experts/", views.experts, name="experts"),
    path("expert/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
]
