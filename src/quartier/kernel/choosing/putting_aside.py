"""What neighbours shared in a module, as one file that every spreadsheet and every program can read."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers import serialize
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.choosing.models import PutAside, folder
from quartier.kernel.contract import Audience, Kind, Module
from quartier.kernel.entries.models import Entry
from quartier.kernel.files.models import StoredFile
from quartier.kernel.people.actors import Actor
from quartier.kernel.quarter.models import current_quarter, settings_of_module

KEPT_FOR = timedelta(days=30)
FOR_ALL = (Audience.PUBLIC, Audience.MEMBERS)
AT_ONCE = 500
READABLE = Q(audience__in=FOR_ALL, hidden=None)


def put_aside(module: Module, *, by: Actor) -> PutAside:
    """Writes the file; whole once this returns, or not at all. Only what every neighbour may read: keys open no circle."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{module.slug}-{timezone.localdate():%Y-%m-%d}-{uuid4().hex[:8]}.zip"
    unfinished = folder() / f"{name}.part"
    try:
        with unfinished.open("xb") as stream:
            os.fchmod(stream.fileno(), 0o600)
            rows, left_out = _write(stream, module)
            stream.flush()
            os.fsync(stream.fileno())
        size = unfinished.stat().st_size
        unfinished.replace(folder() / name)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return PutAside.objects.create(slug=module.slug, name=name, rows=rows, left_out=left_out, size=size, by=by.person)


def forget_put_aside(now: datetime) -> int:
    """Removes files after some weeks, and those without a row. A job runs it. Returns how many went."""
    PutAside.objects.filter(at__lt=now - KEPT_FOR).delete()
    known, removed = set(PutAside.objects.values_list("name", flat=True)), 0
    for path in folder().glob("*"):
        if path.name not in known and now.timestamp() - path.stat().st_mtime > 3600:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def forget_all_put_aside() -> None:
    """Somebody's data is erased: no file may still hold it. The rest lies in the database and can be put aside anew."""
    paths = [aside.path for aside in PutAside.objects.all()]
    PutAside.objects.all().delete()
    transaction.on_commit(lambda: _remove(paths))


def _remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _write(stream: Any, module: Module) -> tuple[int, int]:
    rows = left_out = 0
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for kind in module.kinds:
            entries = Entry.objects.filter(READABLE, kind=kind.name)
            rows += entries.count()
            left_out += kind.model._default_manager.count() - entries.count()
            short = kind.name.partition(".")[2]
            _write_pieces(archive, f"{short}.csv", _table(entries))
            _write_pieces(archive, f"{short}.json", _as_data(kind, entries))
        for model in module.not_personal:
            _write_pieces(archive, f"{model.__name__.lower()}.json", _rows(model))
        archive.writestr("settings.json", json.dumps(settings_of_module(module.slug), ensure_ascii=False, indent=1))
        for file in StoredFile.objects.filter(
            entry__in=Entry.objects.filter(READABLE, kind__startswith=f"{module.slug}.")
        ):
            if file.path.is_file():
                archive.write(file.path, f"files/{file.pk}-{_harmless(file.name)}")
        archive.writestr("LIESMICH.txt", _explained(module, rows, left_out))
    return rows, left_out


def _write_pieces(archive: ZipFile, name: str, pieces: Iterator[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as target:
        for piece in pieces:
            target.write(piece.encode())


def _table(entries: Any) -> Iterator[str]:
    """For a spreadsheet: who, when, what. A cell that looks like a formula is none."""
    yield "\ufeff" + _line([_("When"), _("Who"), _("Title"), _("Text")])
    for entry in entries.select_related("author").order_by("pk").iterator(chunk_size=AT_ONCE):
        when = timezone.localtime(entry.published).strftime("%Y-%m-%d %H:%M")
        yield _line([when, entry.author.full_name if entry.author else "", entry.title, entry.text])


def _line(cells: list[str]) -> str:
    sink = io.StringIO()
    csv.writer(sink, delimiter=";").writerow([f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in cells])
    return sink.getvalue()


def _as_data(kind: Kind[Any], entries: Any) -> Iterator[str]:
    """As a program reads it back: every column."""
    readable = entries.values("object_id")
    yield from _serialized(kind.model._default_manager.filter(pk__in=readable))


def _rows(model: type[Model]) -> Iterator[str]:
    yield from _serialized(model._default_manager.all())


def _serialized(found: Any) -> Iterator[str]:
    yield "["
    for number, row in enumerate(found.order_by("pk").iterator(chunk_size=AT_ONCE)):
        yield (",\n" if number else "\n") + serialize("json", [row])[1:-1]
    yield "\n]\n"


def _harmless(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_. " else "-" for letter in name).strip(". ") or "file"


def _explained(module: Module, rows: int, left_out: int) -> str:
    said = _(
        "%(quarter)s: %(module)s, %(day)s\n\n"
        "This file holds %(rows)d things that neighbours shared here, as every neighbour could read them. "
        "The tables (.csv) open in every spreadsheet, the .json files are for programs.\n"
        "%(left_out)d things are not in it, because not everybody may read them. "
        "They stay on the server and come back when it is switched on again, like everything else.\n"
        "Names of people stand in here: keep the file as you would keep your own letters, and delete it when it has done its work.\n"
    )
    return said % {
        "quarter": current_quarter().name, "module": module.name, "day": timezone.localdate().isoformat(),
        "rows": rows, "left_out": left_out,
    }  # fmt: skip
