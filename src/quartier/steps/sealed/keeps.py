"""What is stored about people here, in words for them. Their ballots are the kernel's, and nobody can read them."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep
from quartier.steps.sealed.models import Election, Keeper

KEEPS = (
    Keep(
        model=Keeper,
        area=Area.TOGETHER,
        label=_("Keys to ballot boxes that you keep"),
        why=_("So that everybody sees who must work together to open the box. The key itself is with you alone."),
        seen_by=_("Everybody who sees the vote"),
        words={"election": _("Vote"), "number": "", "person": "", "key": "", "share": ""},
    ),
    Keep(
        model=Election,
        area=Area.TOGETHER,
        label=_("Votes whose cards you gave out"),
        why=_("So that everybody sees who gave out the voting cards."),
        seen_by=_("Everybody who sees the vote"),
        words={
            "step": _("Vote"),
            "uuid": "",
            "card_maker": "",
            "cards": "",
            "cards_count": "",
            "text": "",
            "secret": "",
            "box": "",
            "count": "",
            "tally": "",
            "result": "",
            "paper": "",
            "given_up": "",
        },
    ),
)
