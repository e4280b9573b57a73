"""Whose hand it was: "written by Mara Maurer on their behalf", wherever somebody wrote for a neighbour."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from quartier.kernel.people.models import Person


class Written(Protocol):
    """An entry, a comment, a message."""

    written_by_id: int | None
    written_by: Any


W = TypeVar("W", bound=Written)


def with_hands(rows: list[W]) -> list[W]:
    """The same, each knowing who wrote it. Asks once, and only where somebody wrote for another."""
    wanted = {row.written_by_id for row in rows if row.written_by_id}
    if wanted:
        people = {person.pk: person for person in Person.objects.filter(pk__in=wanted)}
        for row in rows:
            if row.written_by_id:
                row.written_by = people.get(row.written_by_id)
    return rows


def written_for(written: Written | None, reader: Person | None) -> str:
    """A small line for whoever sees it; empty where the author wrote it themself."""
    if written is None or written.written_by_id is None or written.written_by is None:
        return ""
    return _("written by %(name)s on their behalf") % {"name": written.written_by.name_for(reader)}
