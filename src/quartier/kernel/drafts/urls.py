"""Mounted at /drafts/."""

from django.urls import path

from quartier.kernel.drafts import views

app_name = "drafts"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("of/<str:form>/", views.choose, name="choose"),
    path("of/<str:form>/keep/", views.keep, name="keep"),
    path("<int:pk>/take/", views.take, name="take"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/restore/", views.restore, name="restore"),
]
