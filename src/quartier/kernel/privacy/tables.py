"""Everything about a person, table by table: which rows, and what each says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, Count, Field, ForeignKey, Model, Q, QuerySet, Value

from quartier.kernel import registry
from quartier.kernel.backup import canonical
from quartier.kernel.contract import Duty, Text
from quartier.kernel.keeping import Keep
from quartier.kernel.people.models import Account, Person
from quartier.kernel.privacy.duties import duties, person_fields
from quartier.kernel.privacy.keeps import doing, having_a_say, helping, moderated, people, trust
from quartier.kernel.privacy.values import in_words
from quartier.kernel.privacy.words import WORDS


def keeps() -> dict[str, Keep]:
    """What each table says of itself, by the model's label."""
    kernels = (*people.KEEPS, *doing.KEEPS, *trust.KEEPS, *moderated.KEEPS, *helping.KEEPS, *having_a_say.KEEPS)
    said = [*kernels, *(keep for module in registry.modules() for keep in module.keeps)]
    return {keep.model._meta.label: keep for keep in said}


@dataclass(frozen=True)
class Table:
    """The rows of one model that hold a person."""

    model: type[Model]
    own: QuerySet[Any]  # they wrote them, or they are about them
    dealt_with: QuerySet[Any]  # of others: they learn that, not what it says

    @property
    def label(self) -> str:
        return self.model._meta.label


def tables_about(person: Person) -> list[Table]:
    """Every table that may hold somebody, whether it does or not. The person's own row comes first."""
    own_row = Table(Person, Person.objects.filter(pk=person.pk), Person.objects.none())
    told = sorted(_fields_told().items(), key=lambda item: item[0]._meta.label)
    return [own_row, *(_table(model, paths, person) for model, paths in told)]


def counts(tables: list[Table]) -> dict[str, int]:
    """How many own rows there are, asked at once."""
    asked = []
    for table in tables:
        named = table.own.order_by().values(table=Value(table.label, output_field=CharField()))
        asked.append(named.annotate(rows=Count("pk")).values_list("table", "rows"))
    return dict(asked[0].union(*asked[1:], all=True))


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """What may be told of a row: all but secrets."""
    said, label = duties(), model._meta.label
    secret = keep.secret if (keep := keeps().get(label)) else frozenset()
    withheld = {name for name, duty in said.items() if duty is Duty.WITHHELD}
    own = model._meta.concrete_fields
    return [field for field in own if field.name not in secret and f"{label}.{field.name}" not in withheld]


def told_columns(model: type[Model]) -> list[tuple[Field[Any, Any], Text]]:
    """Those that say something to people, with what they are called."""
    own = keep.words if (keep := keeps().get(model._meta.label)) else {}
    named = [(field, own.get(field.name, WORDS.get(field.name, ""))) for field in columns(model)]
    return [(field, word) for field, word in named if word]


def rows_in_words(table: Table, reader: Person, rows: QuerySet[Any] | None = None) -> Iterator[list[tuple[Text, str]]]:
    """Each own row as (what, value), empty ones left out."""
    keep = keeps().get(table.label)
    shown, told = keep.shown if keep else {}, told_columns(table.model)
    related = [field.name for field, _word in told if isinstance(field, ForeignKey)]
    found = table.own if rows is None else rows
    for obj in (found.select_related(*related) if related else found).iterator(chunk_size=500):
        values = ((word, in_words(obj, field, reader, shown.get(field.name))) for field, word in told)
        yield [(word, value) for word, value in values if value]


def _fields_told() -> dict[type[Model], list[tuple[str, Duty]]]:
    """Each model with the paths from it to a person who may be told of it."""
    said, found = duties(), dict[type[Model], list[tuple[str, Duty]]]()
    for name, model, field in person_fields():
        duty = said.get(name, Duty.WITHHELD)
        if duty is not Duty.WITHHELD:
            path = f"{field.name}__person" if field.related_model is Account else field.name
            found.setdefault(model, []).append((path, duty))
    return found


def _table(model: type[Model], paths: list[tuple[str, Duty]], person: Person) -> Table:
    own, dealt_with = Q(pk__in=[]), Q(pk__in=[])
    for path, duty in paths:
        if duty is Duty.HANDLER:
            dealt_with |= Q(**{path: person})
        else:
            own |= Q(**{path: person})
    rows = model._base_manager.order_by("pk")
    return Table(model, rows.filter(own), rows.filter(dealt_with).exclude(own))


def personal_models() -> list[type[Model]]:
    """Every model that holds people: each needs a Keep."""
    holders = {model for _name, model, _field in person_fields()}
    return sorted({Person, *holders}, key=lambda model: model._meta.label)


def unnamed() -> list[str]:
    """Tables without a Keep, and columns without a word: a test fails on each."""
    said = keeps()
    missing = [model._meta.label for model in personal_models() if model._meta.label not in said]
    for model in personal_models():
        keep = said.get(model._meta.label)
        if keep and not keep.is_copy:
            known = {**WORDS, **keep.words}
            missing += [f"{model._meta.label}.{one.name}" for one in columns(model) if one.name not in known]
    return missing + [label for label in said if label not in {model._meta.label for model in apps.get_models()}]


def rows_as_data(table: Table, reader: Person) -> Iterator[dict[str, Any]]:
    """All columns but secrets, as JSON can say them; other people by the name that `reader` may see, never by a number."""
    fields = columns(table.model)
    people = [field.name for field in fields if isinstance(field, ForeignKey) and field.related_model is Person]
    rows = table.own.select_related(*people) if people else table.own
    for obj in rows.iterator(chunk_size=500):
        yield {field.name: _plain(obj, field, reader) for field in fields}
    for pk in table.dealt_with.values_list("pk", flat=True):
        yield {"id": pk, "dealt_with": True}


def _plain(obj: Model, field: Field[Any, Any], reader: Person) -> Any:
    if isinstance(field, ForeignKey) and field.related_model is Person:
        other = getattr(obj, field.name)
        return other.name_for(reader) if other else None
    if isinstance(field, ForeignKey) and field.related_model is Account:
        return None
    return canonical.plain(getattr(obj, field.attname))
