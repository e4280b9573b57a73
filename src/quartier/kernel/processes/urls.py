from django.urls import path

from quartier.kernel.processes import views

app_name = "process"
urlpatterns = [
    path("<int:pk>/", views.process, name="process"),
    path("<int:pk>/step/<int:order>/", views.step, name="step"),
    path("cast/<int:pk>/", views.cast, name="cast"),
    path("proposal/<int:pk>/", views.proposal, name="proposal"),
]
