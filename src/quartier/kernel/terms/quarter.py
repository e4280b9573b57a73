"""The quarter itself and its mail."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power, Role

MANAGE = Power(name="quarter.manage", label=_("Change the quarter's name, area, imprint and modules"), roles=())

MAIL_STOPPED = Notice(
    name="account.mail_stopped",
    label=_("Your e-mail address takes no mail"),
    sentence=_("Our mails to you come back, so we stopped them. Please look whether your address is still right."),
)
MAIL_TROUBLE = Notice(
    name="quarter.mail_trouble",
    label=_("The quarter's mail doesn't go out"),
    sentence=_("The quarter's mail hasn't gone out for an hour. The engine room says why."),
)

QUARTER_SET_UP = "quarter.quarter"
"""The kind of the fact that a quarter was set up: `Listen(verb=Verb.COMPLETED, kind="quarter.quarter", do=…)`."""

CARRY_OUT = Power(
    name="quarter.carry_out",
    label=_("Carry out what neighbours decided: switch modules on and off"),
    roles=(Role.COORDINATOR,),
)

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
