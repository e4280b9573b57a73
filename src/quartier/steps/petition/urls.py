from django.urls import path

from quartier.steps.petition import views

app_name = "petition"
urlpatterns = [
    path("<int:pk>/", views.sign, name="sign"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/set-up/", views.set_up, name="set_up"),
    path("<int:pk>/sheets/", views.sheets, name="sheets"),
    path("<int:pk>/enter/", views.enter, name="enter"),
    path("<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("<int:pk>/what-came/", views.what_came, name="what_came"),
]
