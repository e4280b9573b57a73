"""Processes: their pages, those for whoever looks after them, and what stays of them."""

from django.urls import path

from quartier.kernel.processes import (
    answer_views,
    entering_views,
    manage_views,
    paper_views,
    proposal_care,
    proposal_views,
    result_views,
    views,
)

app_name = "process"
urlpatterns = [
    path("new/", manage_views.new, name="new"),
    path("<int:pk>/", views.process, name="process"),
    path("<int:pk>/manage/", manage_views.manage, name="manage"),
    path("<int:pk>/edit/", manage_views.edit, name="edit"),
    path("<int:pk>/announce/", manage_views.announce, name="announce"),
    path("<int:pk>/end/", manage_views.end, name="end"),
    path("<int:pk>/adopt/", answer_views.adopt, name="adopt"),
    path("<int:pk>/answer/", answer_views.answer, name="answer"),
    path("<int:pk>/electorate/", result_views.electorate, name="electorate"),
    path("<int:pk>/step/<int:order>/", views.step, name="step"),
    path("<int:pk>/step/<int:order>/times/", manage_views.times, name="times"),
    path("<int:pk>/step/<int:order>/options/", manage_views.options, name="options"),
    path("<int:pk>/step/<int:order>/open/", manage_views.open_step, name="open"),
    path("<int:pk>/step/<int:order>/close/", manage_views.close_step, name="close"),
    path("<int:pk>/step/<int:order>/protocol/", result_views.protocol, name="protocol"),
    path("<int:pk>/step/<int:order>/protocol.pdf", result_views.pdf, name="pdf"),
    path("<int:pk>/step/<int:order>/numbers.csv", result_views.numbers, name="csv"),
    path("<int:pk>/step/<int:order>/numbers.json", result_views.data, name="json"),
    path("cast/<int:pk>/", views.cast, name="cast"),
    path("enter/<int:pk>/", entering_views.enter, name="enter"),
    path("paper/<int:pk>/", paper_views.batches, name="paper"),
    path("paper/<int:pk>/give/", paper_views.give, name="give"),
    path("paper/pile/<int:pk>/", paper_views.batch, name="batch"),
    path("paper/pile/<int:pk>/count/", paper_views.count, name="count"),
    path("paper/pile/<int:pk>/drop/", paper_views.drop, name="drop"),
    path("proposal/<int:pk>/fate/", answer_views.fate, name="fate"),
    path("proposal/<int:pk>/check/", answer_views.check, name="check"),
    path("proposal/<int:pk>/", proposal_views.proposal, name="proposal"),
    path("proposal/<int:pk>/support/", proposal_views.support, name="support"),
    path("proposal/<int:pk>/unsupport/", proposal_views.unsupport, name="unsupport"),
    path("proposal/<int:pk>/change/", proposal_views.change, name="change"),
    path("proposal/<int:pk>/withdraw/", proposal_views.withdraw, name="withdraw"),
    path("proposal/<int:pk>/put-back/", proposal_views.put_back, name="put_back"),
    path("proposal/<int:pk>/photo/", proposal_views.add_photo, name="add_photo"),
    path("proposal/<int:pk>/merge/", proposal_care.merge, name="merge"),
    path("proposal/<int:pk>/part/", proposal_care.part, name="part"),
]
