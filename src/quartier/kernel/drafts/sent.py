"""Words of forms that were sent. Written by hand, in the SQL that both databases speak: every creation pays for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field
from django.utils import timezone

from quartier.kernel.drafts.models import Draft, SentForm

_TABLE = SentForm._meta.db_table
_DRAFTS = Draft._meta.db_table
_INSERT = f"INSERT INTO {_TABLE} (word, url, page, at) VALUES (%s, '', %s, %s) ON CONFLICT (word)"  # noqa: S608
_LED_TO = f"UPDATE {_TABLE} SET url = %s WHERE word = %s"  # noqa: S608

_FORGET = f"DELETE FROM {_DRAFTS} WHERE person_id = %s AND word = %s AND (version = %s OR page = %s)"  # noqa: S608


def use_up(word: UUID) -> bool:
    """Whether nobody has used this word. Who asks at the same time waits until this transaction ends."""
    return _insert(word, None, "DO NOTHING")


def note_page(word: UUID, page: UUID) -> None:
    """This page has sent its form; what else it still sends is late."""
    _insert(word, page, "DO UPDATE SET page = excluded.page")


def note_url(word: UUID, url: str) -> None:
    """There its sender was led, and there is led who sends it again."""
    with connection.cursor() as cursor:
        cursor.execute(_LED_TO, [url[:500], _stored("word", word)])


def forget_draft(person: int, word: UUID, version: int, page: UUID) -> None:
    """The draft that was sent, unless another page wrote into it since."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [person, _stored("word", word), version, _stored("page", page)])


def _insert(word: UUID, page: UUID | None, otherwise: str) -> bool:
    with connection.cursor() as cursor:
        values = [_stored("word", word), _stored("page", page), _stored("at", timezone.now())]
        cursor.execute(f"{_INSERT} {otherwise}", values)
        return bool(cursor.rowcount == 1)


def _stored(field: str, value: object) -> Any:
    column: Field[Any, Any] = SentForm._meta.get_field(field)  # type: ignore[assignment]
    return column.get_db_prep_value(value, connection)
