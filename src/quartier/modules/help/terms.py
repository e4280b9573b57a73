"""What the rest of the module speaks with: powers, notices, settings. The lowest file; it imports none of the others."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.api import Notice, Power, Role, Text

MATTER = "help.matter"  # what opens between two people when one answers the other

OFFER = Power(name="help.offer", label=_("Offer help"), roles=(Role.NEIGHBOUR,))
ASK = Power(name="help.ask", label=_("Ask for help"), roles=(Role.NEIGHBOUR,))
ANSWER = Power(name="help.answer", label=_("Answer offers and requests"), roles=(Role.NEIGHBOUR,))
PROTECTED = Power(
    name="help.protected",
    label=_("See and answer what is asked in the protected circle"),
    roles=(Role.COORDINATOR,),
    is_circle=True,
)
POWERS = (OFFER, ASK, ANSWER, PROTECTED)

STILL_VALID = Notice(
    name="help.still_valid",
    label=_("Something of yours is about to run out"),
    sentence=_("Is this still so? “%(title)s” disappears from the list soon."),
)
OPEN_AGAIN = Notice(
    name="help.open_again",
    label=_("Something you answered is open again"),
    sentence=_("“%(title)s” is open again: somebody had to drop out."),
)
TAKEN_BY_OTHERS = Notice(
    name="help.taken_by_others",
    label=_("Something you answered was agreed with somebody else"),
    sentence=_("Somebody else is doing “%(title)s” now. Thank you for wanting to!"),
)
NOTICES = (STILL_VALID, OPEN_AGAIN, TAKEN_BY_OTHERS)


def _setting(default: int, label: Text, help_text: Text) -> Any:
    return field(default=default, metadata={"label": label, "help": help_text, "minimum": 1, "maximum": 365})


@dataclass(frozen=True)
class HelpSettings:
    """What a quarter may decide for itself. Change a default here and every quarter that chose nothing follows."""

    max_open: int = _setting(
        10, _("Open at the same time"), _("So many offers and requests somebody may have in the list at once.")
    )
    newcomer_max_open: int = _setting(
        3, _("Open at the same time, newcomers"), _("The same limit for newcomers. It keeps advertising out.")
    )
    offer_days: int = _setting(
        60, _("Days an offer stays"), _("Then it disappears, unless its author says that it is still valid.")
    )
    request_days: int = _setting(
        14, _("Days a request stays after its day"), _("A request without a day stays as long as an offer.")
    )
    remind_days: int = _setting(
        3, _("Days before the end to remind"), _("Then the author is asked whether it is still valid.")
    )
