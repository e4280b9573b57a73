from django.urls import path

from quartier.kernel.processes import proposal_care, proposal_views, views

app_name = "process"
urlpatterns = [
    path("<int:pk>/", views.process, name="process"),
    path("<int:pk>/step/<int:order>/", views.step, name="step"),
    path("proposal/<int:pk>/", proposal_views.proposal, name="proposal"),
    path("proposal/<int:pk>/support/", proposal_views.support, name="support"),
    path("proposal/<int:pk>/unsupport/", proposal_views.unsupport, name="unsupport"),
    path("proposal/<int:pk>/change/", proposal_views.change, name="change"),
    path("proposal/<int:pk>/withdraw/", proposal_views.withdraw, name="withdraw"),
    path("proposal/<int:pk>/put-back/", proposal_views.put_back, name="put_back"),
    path("proposal/<int:pk>/photo/", proposal_views.add_photo, name="add_photo"),
    path("proposal/<int:pk>/check/", proposal_care.check, name="check"),
    path("proposal/<int:pk>/state/", proposal_care.state, name="state"),
    path("proposal/<int:pk>/merge/", proposal_care.merge, name="merge"),
    path("proposal/<int:pk>/part/", proposal_care.part, name="part"),
]
