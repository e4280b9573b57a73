"""Who may do what with groups and organisations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quartier.kernel.belonging.documents import add_document
from quartier.kernel.belonging.groups import found_group, invite, join_group
from quartier.kernel.belonging.organisations import found_organisation
from quartier.kernel.contract import Access, Example
from quartier.kernel.files.examples import example_upload
from quartier.kernel.groups.models import Group, GroupRole, Membership, Openness, Organisation
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.terms.residence import CONFIRM

Values = dict[str, Any]


def _somebody(name: str) -> Person:
    return Person.objects.create(given_name=name, family_name="Beispiel", standing=Standing.MEMBER)


def _group(person: Person, openness: Openness = Openness.CLOSED) -> Group:
    return found_group(by=Actor(person), name=f"Garten {person.pk}", about="Wir gießen.", openness=openness)


def open_group(person: Person) -> Values:
    return {"pk": _group(person, Openness.OPEN).pk}


def own_group(person: Person) -> Values:
    return {"pk": _group(person).pk}


def invited_to(person: Person) -> Values:
    group = _group(_somebody("Gründerin"))
    invite(group, by=Actor(group.memberships.get().person), person=person)
    return {"pk": group.pk}


def asked_for(person: Person) -> Values:
    group = _group(person, Openness.ON_REQUEST)
    join_group(group, by=Actor(_somebody("Fragende")))
    Group.objects.filter(pk=group.pk).update(openness=Openness.CLOSED)
    return {"pk": group.pk}


def with_member(person: Person) -> Values:
    group = _group(person, Openness.OPEN)
    join_group(group, by=Actor(_somebody("Mitglied")))
    Group.objects.filter(pk=group.pk).update(openness=Openness.CLOSED)
    return {"pk": group.pk}


def two_moderators(person: Person) -> Values:
    """The other one, too, looks after the group."""
    found = with_member(person)
    other = Membership.objects.filter(group=found["pk"]).exclude(person=person)
    other.update(role=GroupRole.MODERATOR)
    return found


def vacant(person: Person) -> Values:
    found = with_member(person)
    Membership.objects.filter(group=found["pk"]).update(role=GroupRole.MEMBER)
    return found


def member_of_it(person: Person) -> Values:
    found = with_member(person)
    return found | {"person": Membership.objects.exclude(person=person).get(group=found["pk"]).person_id}


def with_document(person: Person) -> Values:
    group = _group(person)
    document = add_document(group, by=Actor(person), upload=example_upload(), title="Gießplan")
    return {"pk": group.pk, "key": document.key}


def unconfirmed(person: Person) -> Values:
    return {"pk": _organisation(_somebody(f"Wirt {person.pk}")).pk}


def own_organisation(person: Person) -> Values:
    return {"pk": _organisation(person).pk}


def confirmed(person: Person) -> Values:
    organisation = _organisation(person)
    Organisation.objects.filter(pk=organisation.pk).update(is_confirmed=True)
    return {"pk": organisation.pk}


def _organisation(person: Person) -> Organisation:
    return found_organisation(by=Actor(person), name=f"Turnverein {person.pk}", kind="association")


def group_words(_person: Person) -> Values:
    return {
        "name": "Lauftreff am Dienstag",
        "about": "Langsam, aber fröhlich.",
        "openness": "open",
        "adders": "members",
    }


def a_document(_person: Person) -> Values:
    return {"title": "Gießplan", "file": example_upload()}


def a_task(_person: Person) -> Values:
    return {"task": "Gießkannen"}


def organisation_words(_person: Person) -> Values:
    return {"name": "Gesangverein Eintracht", "kind": "association", "about": "Wir singen.", "contact": ""}


def a_name(_person: Person) -> Values:
    given = f"Nora{Person.objects.count()}"
    _somebody(given)
    return {"name": f"{given} Beispiel"}


def the_other(person: Person) -> Values:
    """Somebody else of the newest group that this person looks after."""
    own = person.memberships.filter(role=GroupRole.MODERATOR).order_by("-pk").first()
    other = own.group.memberships.exclude(person=person).first() if own else None
    return {"person": other.person_id if other else 0}


def oneself(person: Person) -> Values:
    return {"person": person.pk}


def nothing(_person: Person) -> Values:
    return {}


def _own(url: str, arguments: Callable[[Person], Values], post: Callable[[Person], Values] | None) -> Example:
    return Example(url=url, access=Access.OWNER, arguments=arguments, post=post)


EXAMPLES = (
    Example(url="groups:list", access=Access.SIGNED_IN),
    Example(url="groups:new", access=Access.SIGNED_IN),
    Example(url="groups:group", access=Access.MEMBERS, arguments=open_group),
    Example(url="groups:join", access=Access.MEMBERS, arguments=open_group, post=nothing),
    _own("groups:withdraw", invited_to, nothing),
    _own("groups:leave", own_group, nothing),
    _own("groups:edit", own_group, group_words),
    _own("groups:take_over", vacant, nothing),
    _own("groups:members", own_group, None),
    _own("groups:member", member_of_it, a_task),
    _own("groups:invite", own_group, a_name),
    _own("groups:accept", asked_for, the_other),
    _own("groups:decline", asked_for, the_other),
    _own("groups:remove", with_member, the_other),
    _own("groups:make_moderator", with_member, the_other),
    _own("groups:make_member", two_moderators, the_other),
    _own("groups:hand_over", with_member, the_other),
    _own("groups:documents", own_group, None),
    _own("groups:add_document", own_group, a_document),
    _own("groups:delete_document", with_document, nothing),
    Example(url="organisations:list", access=Access.ANYBODY),
    Example(url="organisations:new", access=Access.SIGNED_IN),
    Example(url="organisations:organisation", access=Access.ANYBODY, arguments=confirmed),
    Example(url="organisations:confirm", access=Access.POWER, power=CONFIRM, arguments=unconfirmed, post=nothing),
    _own("organisations:edit", own_organisation, organisation_words),
    _own("organisations:add_member", own_organisation, a_name),
    _own("organisations:remove_member", own_organisation, oneself),
)
