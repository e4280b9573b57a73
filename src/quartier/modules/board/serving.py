"""Which needs the board meets, and what it costs: read before a quarter decides."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Serving

SERVES = Serving(
    needs=(
        _("I don’t hear what is going on around me."),
        _("I have something to give away, or I found a glove."),
        _("Whom can I ask: who knows a good plumber?"),
    ),
    words=_("news, notice board, question, tip, recommend, lost, found, give away, swap, tell, know, announce, hear"),
    care=_("About half an hour a week: read along, answer questions, speak kindly to who gets loud."),
    caretakers=_("One person at least who looks in every few days."),
    data=_("What neighbours write, with their name and, if they say so, a place. Each can delete their own."),
    disk=_("Little text; photos are most of it, about 1 GB in a year for 500 neighbours."),
    is_there_from_start=True,
)
