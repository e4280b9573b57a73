"""The canonical export: every table as lines of JSON, the same bytes for the same content in either database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model

# Worked out anew after a restore, or of no use afterwards: a back-up leaves them out, a restore empties them.
PASSING = {
    "kernel.entrykey",
    "kernel.entryshelf",
    "kernel.device",
    "kernel.attempt",
    "kernel.sentform",
    "sessions.session",
}
# Django's own, the same on every server.
FIXED = {"contenttypes.contenttype", "auth.permission"}


def tables() -> list[type[Model]]:
    """Every model that a back-up holds, by label."""
    return [model for model in changing_tables() if model._meta.label_lower not in PASSING]


def changing_tables() -> list[type[Model]]:
    """Every model whose rows come and go."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    changing = [model for model in models if model._meta.label_lower not in FIXED]
    return sorted(changing, key=lambda model: model._meta.label_lower)


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    return sorted(model._meta.concrete_fields, key=lambda field: field.attname)


def lines(model: type[Model]) -> Iterator[str]:
    """One line a row, by primary key."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False, sort_keys=True)


def objects(model: type[Model], texts: Iterable[str]) -> Iterator[Model]:
    """Unsaved objects from the lines of a table: what `lines` wrote, back."""
    fields = {field.attname: field for field in columns(model)}
    for text in texts:
        row = json.loads(text)
        yield model(**{name: _python(fields[name], value) for name, value in row.items()})


def plain(value: Any) -> Any:
    """A value as JSON can say it, without losing anything."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case timedelta():
            return value.total_seconds()
        case bytes() | memoryview():
            return bytes(value).hex()
        case _:
            return value


def _python(field: Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    match field.get_internal_type():
        case "BinaryField":
            return bytes.fromhex(value)
        case "DurationField":
            return timedelta(seconds=value)
        case "JSONField":
            return value
        case _:
            return field.to_python(value)
