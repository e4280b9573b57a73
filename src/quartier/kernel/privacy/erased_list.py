"""Who was erased, beside the database: so that a back-up from before doesn't bring them back.

The file lies in the data folder and in no back-up. A line is a keyed hash of a person's number and the moment they joined:
without a database that still holds them it says nothing about anybody. Its key stands in its first line, so that the file can be
carried to another machine.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from quartier.kernel.backup import canonical
from quartier.kernel.entries.models import Gone
from quartier.kernel.people.models import Person
from quartier.kernel.privacy.models import Erasure

NAME = "erased.jsonl"


def file() -> Path:
    return Path(settings.DATA) / NAME


def note_erased(person: Person) -> None:
    """Within the transaction that erases: the row holds or falls with it, the file follows once it is committed."""
    with _opened() as stream:
        key, _marks = _read(stream)
    Erasure.objects.get_or_create(mark=_mark(person, key))
    transaction.on_commit(write_list, robust=True)  # else a full disk would also keep their files


def write_list() -> None:
    """Brings the file up to what the database knows. A job does it too, if the disk was full just then."""
    with _opened() as stream:
        _key, marks = _read(stream)
        for erasure in Erasure.objects.order_by("pk").exclude(mark__in=marks):
            stream.write(json.dumps({"mark": erasure.mark, "at": erasure.at.isoformat()}) + "\n")
        for kind, pk, made in sorted(_gone() - _things(stream)):
            stream.write(json.dumps({"thing": kind, "number": pk, "made": made.isoformat()}) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def erased_people() -> list[Person]:
    """Those who are in the database again although they were erased."""
    if not file().exists():
        return []
    with _opened() as stream:
        key, marks = _read(stream)
    known = marks | set(Erasure.objects.values_list("mark", flat=True))
    return [person for person in Person.objects.order_by("pk") if _mark(person, key) in known] if known else []


def deleted_things() -> set[tuple[str, int, datetime]]:
    """What was deleted for good, by kind, number and the moment it was made."""
    if not file().exists():
        return set()
    with _opened() as stream:
        return _things(stream)


def _gone() -> set[tuple[str, int, datetime]]:
    return set(Gone.objects.values_list("kind", "object_id", "made"))


def _things(stream: IO[str]) -> set[tuple[str, int, datetime]]:
    stream.seek(0)
    lines = [json.loads(line) for line in stream.read().splitlines() if line.endswith("}")]
    return {(line["thing"], line["number"], datetime.fromisoformat(line["made"])) for line in lines if "thing" in line}


def _mark(person: Person, key: bytes) -> str:
    said = f"{person.pk}|{canonical.plain(person.joined)}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


@contextmanager
def _opened() -> Iterator[IO[str]]:
    """One process at a time."""
    descriptor = os.open(file(), os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield stream


def _read(stream: IO[str]) -> tuple[bytes, set[str]]:
    """The key and what is listed; writes a key into a new file. Leaves the stream at its end."""
    stream.seek(0)
    text = stream.read()
    lines = [json.loads(line) for line in text.splitlines() if line.endswith("}")]
    if text and not text.endswith("\n"):
        stream.write("\n")  # the power went in the middle of a line: the next one begins anew
    if not lines:
        lines = [{"key": secrets.token_hex(32)}]
        stream.write(json.dumps(lines[0]) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return bytes.fromhex(lines[0]["key"]), {line["mark"] for line in lines[1:] if "mark" in line}
