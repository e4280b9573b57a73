"""New rows. Django writes the SQL of every INSERT anew, which takes longer than the database takes to keep the row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models

MOST = 20  # rows: each number of rows has an SQL of its own


def insert(objects: Sequence[models.Model]) -> None:
    """Writes new objects of one model and gives them their numbers: like `bulk_create`, whose SQL is kept for a few rows."""
    if not objects:
        return
    model = type(objects[0])
    if len(objects) > MOST or not connection.features.can_return_rows_from_bulk_insert:
        model._default_manager.bulk_create(objects)
        return
    fields = model._meta.local_concrete_fields[1:]
    for obj in objects:
        obj._prepare_related_fields_for_save(operation_name="insert")  # type: ignore[attr-defined]
    values = [field.get_db_prep_save(field.pre_save(obj, True), connection) for obj in objects for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_sql(model, len(objects)), values)
        numbers = cursor.fetchall()
    for obj, (number,) in zip(objects, numbers, strict=True):
        obj.pk, obj._state.adding, obj._state.db = number, False, connection.alias


@cache
def _sql(model: type[models.Model], rows: int) -> str:
    pk, *fields = model._meta.local_concrete_fields
    if not isinstance(pk, models.AutoField | models.BigAutoField) or any(map(_is_odd, fields)):
        raise ValueError(f"{model.__name__} can't be written like this: see the first lines of this file.")
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column or "") for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    return (
        f"INSERT INTO {quoted(model._meta.db_table)} ({columns})"  # noqa: S608 (no value is in it)
        f" VALUES {', '.join([row] * rows)} RETURNING {quoted(pk.column or '')}"
    )


def _is_odd(field: Any) -> bool:
    """What the database fills in, or what isn't written as it is."""
    return field.generated or field.has_db_default() or hasattr(field, "get_placeholder")
