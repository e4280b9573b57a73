"""Back-up and restore: everything the server knows in one file, readable, for either database."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.backup import canonical
from quartier.kernel.backup.beside import restore_services, services_of, write_services
from quartier.kernel.entries.actions import rebuild_windows
from quartier.kernel.quarter.models import current_quarter, forget_quarter
from quartier.kernel.refusals import Refused
from quartier.machine import archive

FORMAT = 1
MANIFEST = "manifest.json"
README = "LIESMICH.txt"
BATCH = 1000
Progress = Callable[[str], None]

README_TEXT = """Das ist eine Sicherung eines Quartiersservers.

Zurückspielen:  ./quartier restore DIESE-DATEI
tables/  je Tabelle eine Datei, je Zeile ein Datensatz (JSON)
files/   Bilder und Dokumente
services/ was Programme neben dem Server wissen (der Chat: verschlüsselt, mit seinen Schlüsseln)

Sie enthält alles, was der Server weiß, auch Privates: Verwahre sie wie einen Schlüssel.
"""


def write_backup(file: Path, *, progress: Progress = lambda _step: None) -> dict[str, Any]:
    """Writes everything into `file`, as it was at one moment, while the server runs. Returns the manifest.

    `file` is replaced only by a whole back-up.
    """
    file = file.resolve()
    if not file.parent.is_dir():
        raise Refused(_("There is no folder %(folder)s.") % {"folder": file.parent})
    with archive.writing(file) as target:
        target.writestr(README, README_TEXT)
        with _one_moment():
            tables = {model._meta.label_lower: _write_table(target, model, progress) for model in canonical.tables()}
            quarter = current_quarter().name
        _write_files(target, progress)
        write_services(target)
        target.write(settings.DATA / "secret_key", "secret_key")
        manifest = {
            "format": FORMAT,
            "quarter": quarter,
            "made": timezone.now().isoformat(),
            "schema": schema(),
            "tables": tables,
        }
        target.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True))
    return manifest


def read_backup(
    file: Path, *, progress: Progress = lambda _step: None, afterwards: Callable[[], object] = lambda: None
) -> dict[str, Any]:
    """Replaces everything by what is in `file`. The caller makes sure that no server runs on this data folder.

    `afterwards` is called before it is committed: whoever was erased since never comes back, not for a moment.

    The whole file is checked first. The tables change in one transaction and are compared with the manifest before it
    is committed: after a refusal or a crash all is as it was.
    """
    if not file.is_file():
        raise Refused(_("There is no file %(file)s.") % {"file": file})
    try:
        with archive.reading(file) as source:
            manifest: dict[str, Any] = json.loads(source.read(MANIFEST))
            _check_manifest(manifest)
            _read_files(source)
            with services_of(source) as beside:
                with transaction.atomic():
                    _read_tables(source, manifest, progress)
                    afterwards()
                restore_services(beside)
            _keep_only_files_of(source)
            _replace_key(source.read("secret_key"))
    except (archive.DamagedArchive, KeyError, json.JSONDecodeError) as error:
        raise Refused(_("This file is damaged or no back-up. Nothing was changed.")) from error
    return manifest


def schema() -> str:
    """A word for the tables' shape: a back-up fits where it is the same."""
    shape = {
        model._meta.label_lower: [field.attname for field in canonical.columns(model)] for model in canonical.tables()
    }
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:16]


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything read inside is of the same moment, and nobody who writes has to wait for it.

    Not `atomic()`: that takes SQLite's write lock (`transaction_mode=IMMEDIATE`).
    """
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED" if is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write_table(target: ZipFile, model: type[Model], progress: Progress) -> dict[str, Any]:
    label = model._meta.label_lower
    progress(label)
    digest, count = hashlib.sha256(), 0
    with target.open(f"tables/{label}.jsonl", "w", force_zip64=True) as stream:
        for line in canonical.lines(model):
            data = f"{line}\n".encode()
            stream.write(data)
            digest.update(data)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _write_files(target: ZipFile, progress: Progress) -> None:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        if path.is_file():
            progress(path.name)
            target.write(path, f"files/{path.relative_to(root).as_posix()}")


def _check_manifest(manifest: dict[str, Any]) -> None:
    if manifest["format"] != FORMAT or manifest["schema"] != schema():
        raise Refused(_("This back-up was made by another version of the server. Start that version to restore it."))


def _read_tables(source: ZipFile, manifest: dict[str, Any], progress: Progress) -> None:
    for model in canonical.changing_tables():
        model._base_manager.all()._raw_delete(using="default")
    models = canonical.tables()
    for model in models:
        label = model._meta.label_lower
        progress(label)
        with source.open(f"tables/{label}.jsonl") as stream:
            unsaved = canonical.objects(model, TextIOWrapper(stream, encoding="utf-8"))
            while batch := list(islice(unsaved, BATCH)):
                _insert(model, batch)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    for model in models:
        _compare(model, manifest["tables"][model._meta.label_lower])
    forget_quarter()
    rebuild_windows()


def _insert(model: type[Model], rows: list[Model]) -> None:
    """As they are: `raw`, so that no field sets itself to now."""
    fields = model._meta.concrete_fields
    size = max(connection.ops.bulk_batch_size(list(fields), rows), 1)
    for start in range(0, len(rows), size):
        model._base_manager.all()._insert(rows[start : start + size], fields=fields, using="default", raw=True)  # type: ignore[attr-defined]


def _compare(model: type[Model], said: dict[str, Any]) -> None:
    digest = hashlib.sha256()
    for line in canonical.lines(model):
        digest.update(f"{line}\n".encode())
    if digest.hexdigest() != said["sha256"]:
        raise RuntimeError(f"{model._meta.label} came back differently: this is a bug, and nothing was changed.")


def _read_files(source: ZipFile) -> None:
    """Puts the files beside those that are there: their names are their own, so nothing is lost if the rest fails."""
    root = Path(settings.MEDIA_ROOT)
    for name in _file_names(source):
        path = root / name.removeprefix("files/")
        if not path.resolve().is_relative_to(root.resolve()):
            raise archive.DamagedArchive(name)
        if path.exists() and path.stat().st_size == source.getinfo(name).file_size:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(source.read(name))
        part.replace(path)


def _keep_only_files_of(source: ZipFile) -> None:
    root = Path(settings.MEDIA_ROOT)
    wanted = {root / name.removeprefix("files/") for name in _file_names(source)}
    for path in root.rglob("*") if root.is_dir() else ():
        if path.is_file() and path not in wanted:
            path.unlink()


def _file_names(source: ZipFile) -> list[str]:
    return [name for name in source.namelist() if name.startswith("files/") and not name.endswith("/")]


def _replace_key(key: bytes) -> None:
    """The key that blurs places and signs sessions comes back with the data that it belongs to."""
    file = settings.DATA / "secret_key"
    part = file.with_name("secret_key.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(key)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)
