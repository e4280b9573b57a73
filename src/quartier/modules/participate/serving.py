"""What this module is good for and what it costs its people, for those who decide about it."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Serving

SERVES = Serving(
    needs=(
        _("Nobody asks us before something is built."),
        _("I have an idea for the park and don't know whom to tell."),
        _("We talk a lot, and nothing comes of it."),
    ),
    words=_("have a say, idea, vote, survey, discuss, decide, park, noise, traffic, council, participation"),
    care=_("Some hours for each question: preparing it, reading along, answering in the end."),
    caretakers=_("Somebody who asks, and somebody who answers: an association, the office of the quarter."),
    data=_("Who brought or supported which idea; who took part, never what they voted."),
    disk=_("A few megabytes a year; photos are most of it."),
)
