"""Who carries out what the quarter decided about its modules, and what tells people of it."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power, Role

QUARTER_SET_UP = "quarter.quarter"
"""The kind of the fact that a quarter was set up: `Listen(verb=Verb.COMPLETED, kind=QUARTER_SET_UP, do=…)`."""

CARRY_OUT = Power(
    name="quarter.carry_out",
    label=_("Carry out what neighbours decided: switch modules on and off"),
    roles=(Role.COORDINATOR,),
)
CHOOSING_POWERS = (CARRY_OUT,)

CARETAKER = Notice(
    name="quarter.caretaker",
    label=_("You look after something here"),
    sentence=_("The quarter has decided, and you look after it together with others: %(title)s"),
)
CARE_MISSING = Notice(
    name="quarter.care_missing",
    label=_("Nobody looks after something any more"),
    sentence=_("Nobody looks after this any more. Who would like to? %(title)s"),
)
CHOOSING_NOTICES = (CARETAKER, CARE_MISSING)
