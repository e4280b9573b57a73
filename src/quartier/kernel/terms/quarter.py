"""The quarter itself and its mail."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power

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
