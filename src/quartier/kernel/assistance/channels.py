"""Two ways that notices go: to people who bring them, and to confidants."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.kernel.assistance import bearing, confiding
from quartier.kernel.notifications.channels import Channel
from quartier.kernel.people.models import Person


def _what_to_do(person: Person) -> str:
    return "" if bearing.reached([person.pk]) else _("Say first that you would like letters or calls.")


def _nothing_needed(_person: Person) -> str:
    return ""


LETTERS_AND_CALLS = Channel(
    name="bearer",
    label=gettext_lazy("By letter or telephone"),
    help=gettext_lazy("Somebody brings you what is new: your helper, or the desk."),
    icon="mail",
    deliver=bearing.take_down,
    reaches=bearing.reached,
    needs=_what_to_do,
    needs_url="assistance:mine",
    is_loud=False,
)
CONFIDANTS = Channel(
    name="confidant",
    label=gettext_lazy("To your confidant"),
    help=gettext_lazy("Somebody you trust gets a copy of what you chose."),
    icon="users",
    deliver=confiding.copy_to_confidants,
    reaches=confiding.those_with_confidants,
    needs=_nothing_needed,
    is_loud=False,
    is_chosen=False,
)
CHANNELS = (LETTERS_AND_CALLS, CONFIDANTS)
