"""What is stored about people here, in words for them."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep
from quartier.modules.help.models import Offer, Request

WORDS = {"kind": _("Sort of help"), "text": _("More about it")}

KEEPS = (
    Keep(
        model=Offer, area=Area.WRITTEN, label=_("Help you offered"), why=_("So that neighbours find your help."),
        seen_by=_("Confirmed neighbours"), change_url="help:list", words=WORDS,
    ),
    Keep(
        model=Request, area=Area.WRITTEN, label=_("Help you asked for"), why=_("So that neighbours can help you."),
        seen_by=_("Confirmed neighbours, or the protected circle alone"), change_url="help:list",
        words={**WORDS, "for_somebody": _("For whom")},
    ),
)  # fmt: skip
