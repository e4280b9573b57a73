"""What an erasure would do, told before it happens: what goes, what ends, what stays and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import SET_NULL, Model, Q

from quartier.kernel.contract import Duty, Text
from quartier.kernel.matters.models import Matter
from quartier.kernel.matters.queries import matters_of
from quartier.kernel.people.models import Account, Person
from quartier.kernel.privacy.areas import Told, areas_about
from quartier.kernel.privacy.duties import duties, person_fields
from quartier.kernel.privacy.erasure import Kept, kept_after
from quartier.kernel.privacy.tables import keeps


@dataclass(frozen=True)
class Preview:
    goes: list[tuple[str, int]]  # area → rows
    ends: list[tuple[Matter, list[Person]]]  # what is under way, with whom
    stays: list[tuple[Text, int]]  # without the name
    dealt_with: int  # things of others that they had a hand in: those lose the name, too
    kept: list[Kept]  # because a law says so


def preview(person: Person) -> Preview:
    nameless, dealt_with = _nameless(person)
    goes = [(label, sum(_going(told, nameless) for told in tables)) for label, tables in areas_about(person)]
    running = [matter for matter in matters_of(person, open_only=True) if matter.is_running]
    ends = [(matter, [other for other in matter.parties_now() if other != person]) for matter in running]
    said = keeps()
    stays = [(said[label].label, rows) for label, rows in nameless.items() if label in said]
    gone = [(label, rows) for label, rows in goes if rows]
    return Preview(gone, ends, stays, dealt_with, kept_after(person))


def _going(told: Told, nameless: dict[str, int]) -> int:
    """A copy goes with what it is a copy of; what loses only its name doesn't go."""
    return 0 if told.keep.is_copy else max(told.count - nameless.get(told.table.label, 0), 0)


def _nameless(person: Person) -> tuple[dict[str, int], int]:
    """Table → rows that stay and lose the name, and how many of others' do. What is withheld from them isn't counted either."""
    said, takes = duties(), dict[type[Model], Q]()
    loses: dict[tuple[type[Model], bool], Q] = {}
    for name, model, field in person_fields():
        if field.related_model is Account or said.get(name, Duty.WITHHELD) is Duty.WITHHELD:
            continue
        mine = Q(**{field.name: person})
        if field.remote_field.on_delete is SET_NULL:
            key = (model, said[name] is Duty.HANDLER)
            loses[key] = loses.get(key, Q()) | mine
        else:
            takes[model] = takes.get(model, Q()) | mine
    found, dealt_with = dict[str, int](), 0
    for (model, is_handled), names in loses.items():
        rows = model._base_manager.filter(names)
        count = (rows.exclude(takes[model]) if model in takes else rows).count()
        if is_handled:
            dealt_with += count
        elif count:
            found[model._meta.label] = count
    return found, dealt_with
