"""Everything about a person, for that person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import ForeignKey, Model
from django.template.loader import render_to_string
from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.backup import canonical
from quartier.kernel.contract import Duty
from quartier.kernel.files.models import StoredFile
from quartier.kernel.people.models import Account, Person
from quartier.kernel.privacy.duties import duties, person_fields

Rows = list[dict[str, Any]]


def everything_about(person: Person) -> dict[str, Rows]:
    """Table → rows. What they wrote and what is about them stands there whole; what they dealt with, only that they did.

    Other people appear by the name that this person may see, never by a number.
    """
    said = duties()
    found: dict[str, dict[int, dict[str, Any]]] = {"kernel.Person": {person.pk: _row(person, person)}}
    for name, model, field in person_fields():
        duty = said.get(name, Duty.WITHHELD)
        if duty is Duty.WITHHELD:
            continue
        table = found.setdefault(model._meta.label, {})
        for obj in _rows_of(model, field, person):
            if duty is not Duty.HANDLER:
                table[obj.pk] = _row(obj, person)
            else:
                table.setdefault(obj.pk, {"id": obj.pk, "role": field.name})
    for module in registry.modules():
        for exporter in module.exporters:
            found.setdefault(module.slug, {})[len(found.get(module.slug, {}))] = dict(exporter(person))
    return {label: list(rows.values()) for label, rows in sorted(found.items()) if rows}


def export_zip(person: Person) -> bytes:
    """What `everything_about` says as a page to read and as JSON to take along, with the person's files."""
    tables = everything_about(person)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        context = {"tables": tables, "person": person, "made": timezone.localtime()}
        archive.writestr("lies-mich.html", render_to_string("privacy/export.html", context))
        archive.writestr("daten.json", json.dumps(tables, ensure_ascii=False, indent=1, default=str))
        for file in StoredFile.objects.filter(owner=person):
            archive.write(file.path, f"dateien/{file.pk}-{file.name}")
    return buffer.getvalue()


def _rows_of(model: type[Model], field: ForeignKey[Any, Any], person: Person) -> Iterator[Model]:
    if field.related_model is Account:
        return model._base_manager.filter(**{f"{field.name}__person": person}).order_by("pk").iterator()
    return model._base_manager.filter(**{field.name: person}).order_by("pk").iterator()


def _row(obj: Model, reader: Person) -> dict[str, Any]:
    said, row = duties(), {}
    for field in canonical.columns(type(obj)):
        if said.get(f"{obj._meta.label}.{field.name}") is Duty.WITHHELD:
            continue
        row[field.name] = _value(obj, field, reader)
    return row


def _value(obj: Model, field: Any, reader: Person) -> Any:
    if isinstance(field, ForeignKey) and field.related_model is Person:
        other = getattr(obj, field.name)
        return other.name_for(reader) if other else None
    if isinstance(field, ForeignKey) and field.related_model is Account:
        return None
    return canonical.plain(getattr(obj, field.attname))
