"""The addresses of needs rounds. A round itself is a process and stands at /process/."""

from django.urls import path

from quartier.modules.needs import views

app_name = "needs"
urlpatterns = [
    path("", views.home, name="home"),
    path("begin/", views.begin, name="begin"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/adopt/", views.adopt, name="adopt"),
    path("<int:pk>/project/", views.project, name="project"),
    path("<int:pk>/reject/", views.reject, name="reject"),
    path("decision/<int:pk>/", views.decision, name="decision"),
    path("<slug:slug>/ask-again/", views.ask_again, name="ask_again"),
    path("<int:pk>/review/", views.review, name="review"),
]
