"""Who may open a matter and act in it: its parties, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from quartier.kernel.contract import Access, Example
from quartier.kernel.entries.models import Entry
from quartier.kernel.files.examples import example_upload
from quartier.kernel.matters.actions import open_matter
from quartier.kernel.matters.agreements import agree, propose
from quartier.kernel.matters.endings import finish
from quartier.kernel.matters.models import Agreement, Matter
from quartier.kernel.matters.queries import matters_of
from quartier.kernel.matters.released_places import release_place
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.places.models import Place


def open_one(person: Person) -> tuple[Matter, Person]:
    helper = Person.objects.create(given_name="Hanna", family_name="Helfer", standing=Standing.MEMBER)
    entry = Entry.objects.create(
        kind="matters.example",
        object_id=helper.pk,
        author=person,
        place=Place.objects.create(name="Am Brunnen"),
        title="Einkaufen am Dienstag",
        published=timezone.now(),
    )
    parties = {person: "asker", helper: "helper"}
    return open_matter(by=Actor(helper), kind="help.matter", about=entry, title=entry.title, parties=parties), helper


def own_matter(person: Person) -> dict[str, Any]:
    return {"pk": open_one(person)[0].pk}


def with_proposal(person: Person) -> dict[str, Any]:
    matter, helper = open_one(person)
    propose(matter, by=Actor(helper), text="Zusammen zum Markt")
    return {"pk": matter.pk}


def with_own_proposal(person: Person) -> dict[str, Any]:
    matter, _helper = open_one(person)
    propose(matter, by=Actor(person), text="Zusammen zum Markt")
    return {"pk": matter.pk}


def agreed(person: Person) -> dict[str, Any]:
    matter, helper = open_one(person)
    agree(propose(matter, by=Actor(helper), text="Zusammen zum Markt"), by=Actor(person))
    return {"pk": matter.pk}


def released(person: Person) -> dict[str, Any]:
    given = agreed(person)
    matter = Matter.objects.get(pk=given["pk"])
    release_place(matter, by=Actor(person), place=place_of(matter))
    return given


def finished(person: Person) -> dict[str, Any]:
    given = agreed(person)
    finish(Matter.objects.get(pk=given["pk"]), by=Actor(person))
    return given


def place_of(matter: Matter) -> Place:
    if matter.about is None or matter.about.place is None:
        raise LookupError("The example's matter has a place.")
    return matter.about.place


def words(_person: Person) -> dict[str, Any]:
    return {"text": "Gern, bis Dienstag!"}


def a_picture(_person: Person) -> dict[str, Any]:
    return {"file": example_upload()}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


def the_proposal(person: Person) -> dict[str, Any]:
    newest = Agreement.objects.filter(matter__parties__person=person).order_by("-pk").first()
    return {"agreement": newest.pk if newest else 0}


def the_place(person: Person) -> dict[str, Any]:
    newest = matters_of(person).order_by("-pk").first()
    return {"place": place_of(newest).pk if newest else 0}


def _act(name: str, arguments: Callable[[Person], dict[str, Any]], post: Callable[[Person], dict[str, Any]]) -> Example:
    return Example(url=f"matters:{name}", access=Access.OWNER, arguments=arguments, post=post)


EXAMPLES = (
    Example(url="matters:list", access=Access.SIGNED_IN),
    Example(url="matters:matter", access=Access.OWNER, arguments=own_matter),
    _act("send", own_matter, a_picture),
    _act("say", own_matter, words),
    _act("propose", own_matter, words),
    _act("agree", with_proposal, the_proposal),
    _act("take_back", with_own_proposal, the_proposal),
    _act("release", agreed, the_place),
    _act("withdraw", released, the_place),
    _act("finish", agreed, nothing),
    _act("thank", finished, words),
    _act("close", finished, nothing),
    _act("drop", own_matter, words),
    _act("leave", own_matter, nothing),
)
