"""The channels that every quarter has."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from quartier.kernel.delivery.planning import PAGE
from quartier.kernel.notifications.channels import Channel
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
CHANNELS = (ON_THE_PAGE,)
