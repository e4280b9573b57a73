"""Whom somebody lets write to them, and who reads along."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.kernel.belonging.rules import neighbour_named
from quartier.kernel.contact.models import ContactChoice, Reach
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.people import COMPANION_CHOSEN, COMPANION_GONE


@transaction.atomic
def choose_reach(reach: str, *, by: Actor, name: str = "") -> ContactChoice:
    """Counts for what begins from now on. A companion is told, and may step down."""
    if reach not in Reach.values:
        raise Refused(_("Please choose who may write to you."), "reach")
    companion = _companion(name, by=by) if reach == Reach.ACCOMPANIED else None
    before = ContactChoice.objects.select_for_update().filter(person=by.subject).first()
    choice, _is_new = ContactChoice.objects.update_or_create(
        person=by.subject, defaults={"reach": reach, "companion": companion}
    )
    if companion and (before is None or before.companion_id != companion.pk):
        tell([companion], COMPANION_CHOSEN, by=by.subject, url=reverse("blocks:contact"))
    return choice


@transaction.atomic
def step_down(person: Person, *, by: Actor) -> None:
    """The companion would rather not. Whoever chose them is written to by people they know alone, until they choose anew."""
    changed = ContactChoice.objects.filter(person=person, companion=by.subject).update(companion=None)
    if changed:
        tell([person], COMPANION_GONE, by=by.subject, url=reverse("blocks:contact"))


def _companion(name: str, *, by: Actor) -> Person:
    if not name.strip():
        raise Refused(_("Please say who shall read along."), "name")
    companion = neighbour_named(name, by=by)
    if companion.pk == by.subject.pk:
        raise Refused(_("Please choose somebody other than yourself."), "name")
    if companion.is_minor:
        raise Refused(_("Please choose somebody who is 18 or older."), "name")
    return companion
