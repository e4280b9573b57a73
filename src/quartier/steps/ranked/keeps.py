"""What is stored about people here, in words for them. Their ballots are the kernel's."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep
from quartier.steps.ranked.models import Candidate

KEEPS = (
    Keep(
        model=Candidate,
        area=Area.TOGETHER,
        label=_("Votes in which you stand"),
        why=_("So that neighbours can choose you. If you go, your name goes from the result too."),
        seen_by=_("Everybody who sees the vote; before you say yes, only those who look after it"),
        words={
            "step": _("Vote"),
            "number": "",
            "title": "",
            "text": _("About you"),
            "proposal": "",
            "asked_by": _("Asked by"),
            "confirmed": _("You said yes"),
            "withdrawn": _("You withdrew"),
            "at": "",
        },
    ),
)
