"""Wanting nothing to do with somebody, and taking that back. The other never learns of either."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.accounts.models import Helper
from quartier.kernel.contact.models import ContactChoice
from quartier.kernel.matters.endings import end_matters_between
from quartier.kernel.notifications.actions import forget_notices_between
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import Block, forget_blocks
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused


@transaction.atomic
def block(other: Person, *, by: Actor) -> None:
    """From now on the two don't meet here: see docs/adr/0029-blocks.md for where, and for what stays."""
    person = by.subject
    if other.pk == person.pk:
        raise Refused(_("You can’t block yourself."))
    responsible = Guardianship.objects.filter(_both(person, other, "child", "guardian"), ended=None)
    if responsible.filter(since__isnull=False).exists():
        raise Refused(
            _(
                "One of you agrees, as a parent or guardian, that the other takes part. First end that, or ask at the desk."
            )
        )
    _lock(person, other)
    _row, is_new = Block.objects.get_or_create(blocker=person, blocked=other)
    if is_new:
        Helper.objects.filter(_both(person, other, "person", "helper")).delete()
        ContactChoice.objects.filter(_both(person, other, "person", "companion")).update(companion=None)
        responsible.update(ended=timezone.now())  # only asked
        end_matters_between(person, other)
        forget_notices_between(person, other)
    _note(person, other)


@transaction.atomic
def unblock(other: Person, *, by: Actor) -> None:
    """They meet again, unless the other wants nothing to do with them. What ended stays ended."""
    _lock(by.subject, other)
    Block.objects.filter(blocker=by.subject, blocked=other).delete()
    _note(by.subject, other)


def _lock(*people: Person) -> None:
    """Always in the same order, so that two who block each other at once don't wait for one another."""
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in people]).order_by("pk"))


def _note(*people: Person) -> None:
    for person in people:
        person.has_blocks = Block.objects.filter(Q(blocker=person) | Q(blocked=person)).exists()
        Person.objects.filter(pk=person.pk).update(has_blocks=person.has_blocks)
        forget_blocks(person)


def _both(one: Person, other: Person, first: str, second: str) -> Q:
    return Q(**{first: one, second: other}) | Q(**{first: other, second: one})
