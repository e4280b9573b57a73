"""Everything about a person, for that person: on a page, and as one file to take along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.template.loader import get_template
from django.utils import timezone, translation

from quartier.kernel import registry
from quartier.kernel.files.models import StoredFile
from quartier.kernel.people.models import Person
from quartier.kernel.privacy.areas import areas_about
from quartier.kernel.privacy.tables import rows_as_data, tables_about
from quartier.kernel.quarter.models import current_quarter

Rows = list[dict[str, Any]]
FILES = "fotos-und-dokumente"
CHUNK = 256 * 1024


def everything_about(person: Person) -> dict[str, Rows]:
    """Table → rows. What they wrote and what is about them stands there whole; what they dealt with, only that they did."""
    found = {label: rows for label, lines in _data(person) if (rows := list(lines))}
    return dict(sorted(found.items()))


def export_zip(person: Person) -> Iterator[bytes]:
    """A page to read, the same as JSON, and the person's files; piece by piece, however much it is."""
    sink, language = _Sink(), translation.get_language() or "de"
    files = list(StoredFile.objects.filter(owner=person))
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name, pieces in (("index.html", _page(person, files)), ("data.json", _json(person))):
            with archive.open(name, "w", force_zip64=True) as target, translation.override(language):
                for piece in pieces:
                    target.write(piece.encode())
                    if sink.size > CHUNK:
                        yield sink.drain()
            yield sink.drain()
        for file in files:
            if file.path.is_file():
                yield from _add(archive, sink, file)
    yield sink.drain()


def name_in_zip(file: StoredFile) -> str:
    safe = "".join(letter if letter.isalnum() or letter in "-_. " else "-" for letter in file.name).strip(". ")
    return f"{FILES}/{file.pk}-{safe or 'datei'}"


def _page(person: Person, files: list[StoredFile]) -> Iterator[str]:
    context = {
        "person": person,
        "areas": areas_about(person),
        "files": [(file, name_in_zip(file), file.path.is_file()) for file in files],
        "made": timezone.localtime(),
        "quarter": current_quarter().name,
    }
    yield from get_template("privacy/export.html").template.generate(**context)  # type: ignore[attr-defined]


def _json(person: Person) -> Iterator[str]:
    yield "{"
    for number, (label, rows) in enumerate(_data(person)):
        yield f"{',' if number else ''}\n{json.dumps(label)}: ["
        for line, row in enumerate(rows):
            yield f"{',' if line else ''}\n {json.dumps(row, ensure_ascii=False, default=str)}"
        yield "]"
    yield "\n}\n"


def _data(person: Person) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    for table in tables_about(person):
        yield table.label, rows_as_data(table, person)
    for module in registry.modules():
        if module.exporters:
            yield module.slug, iter([dict(exporter(person)) for exporter in module.exporters])


def _add(archive: ZipFile, sink: _Sink, file: StoredFile) -> Iterator[bytes]:
    info = ZipInfo(name_in_zip(file), timezone.localtime(file.stored).timetuple()[:6])
    info.compress_type = ZIP_STORED if file.is_picture else ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as target, file.path.open("rb") as source:
        while piece := source.read(CHUNK):
            target.write(piece)
            yield sink.drain()
    yield sink.drain()


class _Sink(BytesIO):
    """What the ZIP was written of so far and nobody has fetched yet. Says that it can't be wound back."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError("not seekable")

    @property
    def size(self) -> int:
        return len(self.getbuffer())

    def drain(self) -> bytes:
        data = self.getvalue()
        self.seek(0)
        self.truncate()
        return data
