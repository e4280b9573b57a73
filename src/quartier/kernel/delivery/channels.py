"""The channels that every quarter has."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from quartier.kernel.delivery.groups import MATTERS, SAFETY
from quartier.kernel.delivery.mail.addresses import CHANNEL, has_some_address, mail_confirmation, needs_address
from quartier.kernel.delivery.mail.digest import NAME, mail_digest, wants_it_daily
from quartier.kernel.delivery.mail.notices import has_confirmed_address, mail_notices
from quartier.kernel.delivery.mail.server import sends_mail
from quartier.kernel.delivery.planning import PAGE
from quartier.kernel.notifications.channels import Channel, Pace
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person


def _everybody(people: Collection[int]) -> Collection[int]:
    return people


def _nothing_needed(_person: Person) -> str:
    return ""


def _already_there(_person: Person, _notices: Sequence[Notification], _word: str) -> None:
    """The notice itself is what stands on the page."""


ON_THE_PAGE = Channel(
    name=PAGE,
    label=_("Here"),
    help=_("You read it when you are here. Switched off, it stands below what you have read."),
    icon="bell",
    deliver=_already_there,
    reaches=_everybody,
    needs=_nothing_needed,
    is_loud=False,
)
EMAIL = Channel(
    name="email",
    label=_("E-mail at once"),
    help=_("A short mail as soon as it happens."),
    icon="mail",
    deliver=mail_notices,
    reaches=has_confirmed_address,
    needs=needs_address,
    needs_url="delivery:address",
    starts_on=lambda group: group in {SAFETY, MATTERS},
    is_on=sends_mail,
)
DAILY = Channel(
    name=NAME,
    label=_("Daily mail"),
    help=_("One mail a day with all that is new. Nothing new, no mail."),
    icon="newspaper",
    deliver=mail_digest,
    reaches=wants_it_daily,
    needs=needs_address,
    needs_url="delivery:address",
    pace=Pace.DAILY,
    tells_news=True,
    is_loud=False,
    starts_on=lambda group: group not in {SAFETY, MATTERS},
    is_on=sends_mail,
)
CONFIRMATIONS = Channel(
    name=CHANNEL,
    label=_("Mails that ask whether an address is right"),
    help=_("The first mail to an address: nothing else comes before somebody answered it."),
    icon="mail",
    deliver=mail_confirmation,
    reaches=has_some_address,
    needs=_nothing_needed,
    is_loud=False,
    is_chosen=False,
    takes_notices=False,
    is_on=sends_mail,
)
CHANNELS = (ON_THE_PAGE, EMAIL, DAILY, CONFIRMATIONS)
