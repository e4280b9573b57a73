"""Who may open a matter and act in it: its parties, and nobody else."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from quartier.kernel.contract import Access, Audience, Example
from quartier.kernel.entries.models import Entry
from quartier.kernel.files.examples import example_upload
from quartier.kernel.matters.actions import open_matter
from quartier.kernel.matters.agreements import agree, propose
from quartier.kernel.matters.endings import finish
from quartier.kernel.matters.models import Agreement, Matter
from quartier.kernel.matters.released_places import release_place
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.models import Place


def own_matter(owner: Person) -> dict[str, int]:
    return {"pk": _matter(owner)[0].pk}


def proposed_to(owner: Person) -> dict[str, int]:
    matter, helper = _matter(owner)
    propose(matter, by=Actor(helper), text="Dienstag um zehn")
    return {"pk": matter.pk}


def proposed_by(owner: Person) -> dict[str, int]:
    matter, _helper = _matter(owner)
    propose(matter, by=Actor(owner), text="Dienstag um zehn")
    return {"pk": matter.pk}


def agreed(owner: Person) -> dict[str, int]:
    matter, helper = _matter(owner)
    agree(propose(matter, by=Actor(helper), text="Dienstag um zehn"), by=Actor(owner))
    return {"pk": matter.pk}


def released(owner: Person) -> dict[str, int]:
    found = agreed(owner)
    matter = Matter.objects.get(**found)
    release_place(matter, by=Actor(owner), place=_place_of(matter))
    return found


def finished(owner: Person) -> dict[str, int]:
    found = agreed(owner)
    finish(Matter.objects.get(**found), by=Actor(owner))
    return found


def the_proposal(_person: Person) -> dict[str, int]:
    return {"agreement": Agreement.objects.latest("pk").pk}


def own_place(_person: Person) -> dict[str, int]:
    return {"place": _place_of(Matter.objects.latest("pk")).pk}


def words(_person: Person) -> dict[str, str]:
    return {"text": "Gern, bis Dienstag!"}


def a_picture(_person: Person) -> dict[str, Any]:
    return {"file": example_upload()}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


def _matter(owner: Person) -> tuple[Matter, Person]:
    """About something of the owner's at a place; a neighbour has answered."""
    helper = Person.objects.create(given_name="Hanna", family_name="Helfer", standing=Standing.MEMBER)
    about = Entry.objects.create(
        kind="example", object_id=owner.pk, author=owner, title="Einkaufen", audience=Audience.MEMBERS,
        place=place_at(by=Actor(owner), text="Am Brunnen"), published=timezone.now(),
    )  # fmt: skip
    parties = {owner: "asker", helper: "helper"}
    matter = open_matter(by=Actor(helper), kind="help.matter", about=about, title=about.title, parties=parties)
    return matter, helper


def _place_of(matter: Matter) -> Place:
    place = matter.about.place if matter.about else None
    assert place is not None  # noqa: S101 (_matter gave it one)
    return place


EXAMPLES = (
    Example(url="matters:list", access=Access.SIGNED_IN),
    Example(url="matters:matter", access=Access.OWNER, arguments=own_matter),
    Example(url="matters:send", access=Access.OWNER, arguments=own_matter, post=a_picture),
    Example(url="matters:say", access=Access.OWNER, arguments=own_matter, post=words),
    Example(url="matters:propose", access=Access.OWNER, arguments=own_matter, post=words),
    Example(url="matters:agree", access=Access.OWNER, arguments=proposed_to, post=the_proposal),
    Example(url="matters:take_back", access=Access.OWNER, arguments=proposed_by, post=the_proposal),
    Example(url="matters:release", access=Access.OWNER, arguments=agreed, post=own_place),
    Example(url="matters:withdraw", access=Access.OWNER, arguments=released, post=own_place),
    Example(url="matters:finish", access=Access.OWNER, arguments=agreed, post=nothing),
    Example(url="matters:thank", access=Access.OWNER, arguments=finished, post=words),
    Example(url="matters:close", access=Access.OWNER, arguments=finished, post=nothing),
    Example(url="matters:drop", access=Access.OWNER, arguments=own_matter, post=words),
    Example(url="matters:leave", access=Access.OWNER, arguments=own_matter, post=nothing),
)
