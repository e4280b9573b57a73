"""The addresses of the help exchange."""

from django.urls import path, register_converter

from quartier.modules.help import steps, views
from quartier.modules.help.forms import QUESTIONS


class SortConverter:
    """An offer or a request."""

    regex = "offer|request"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class StepConverter(SortConverter):
    """A question on the way to publishing one."""

    regex = "|".join((*QUESTIONS, steps.CHECK))


register_converter(SortConverter, "sort")
register_converter(StepConverter, "step")

app_name = "help"
urlpatterns = [
    path("", views.help_list, name="list"),
    path("new/", steps.new, name="new"),
    path("new/request/", steps.start, {"sort": "request"}, name="new_request"),
    path("new/offer/", steps.start, {"sort": "offer"}, name="new_offer"),
    path("new/<sort:sort>/<step:step>/", steps.question, name="question"),
    path("<sort:sort>/<int:pk>/", views.detail, name="detail"),
    path("<sort:sort>/<int:pk>/notice/", views.notice, name="notice"),
    path("<sort:sort>/<int:pk>/answer/", views.answer, name="answer"),
    path("<sort:sort>/<int:pk>/edit/", views.edit, name="edit"),
    path("<sort:sort>/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<sort:sort>/<int:pk>/put-back/", views.put_back, name="put_back"),
    path("<sort:sort>/<int:pk>/renew/", views.renew, name="renew"),
    path("<sort:sort>/<int:pk>/repeat/", views.repeat, name="repeat"),
    path("matter/<int:pk>/", views.matter, name="matter"),
]
