"""A group of those who said that they'd do it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.belonging.groups import KIND, url_of
from quartier.kernel.belonging.queries import groups_seen_by
from quartier.kernel.belonging.rules import one_line, words
from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.groups.models import Group, GroupRole, Membership, Openness
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.belonging import FOUND_GROUP, GROUP_JOINED


@transaction.atomic
def found_group_with(people: Iterable[Person], *, by: Actor, name: str, about: str = "") -> Group:
    """Begins an open group with those who agreed to it beforehand. Who said so first looks after it; `by` needn't be in it."""
    require(by, FOUND_GROUP)
    members = [person for person in dict.fromkeys(people) if person.is_member]
    if not members:
        raise Refused(_("Nobody has said yet that they would do it. A group needs somebody."), field="people")
    name = one_line(name, field="name", most=80)
    if groups_seen_by(by.subject).filter(name__iexact=name).exists():
        raise Refused(_("There is a group of this name already."), field="name")
    group = Group.objects.create(name=name, about=words(about, field="about", most=4000), openness=Openness.OPEN)
    Membership.objects.bulk_create(
        Membership(group=group, person=person, role=GroupRole.MEMBER if place else GroupRole.MODERATOR)
        for place, person in enumerate(members)
    )
    record(Verb.PUBLISHED, KIND, by=by)
    told = [person for person in members if person != by.subject]
    tell(told, GROUP_JOINED, by=by.subject, url=url_of(group), title=group.name)
    return group
