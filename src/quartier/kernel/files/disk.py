"""Files on disk: written whole or not at all, and none left behind."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime, timedelta

from quartier.kernel.files.models import SMALL, StoredFile, folder, path_of

UNFINISHED = ".part"
EVIDENCE = "evidence"  # copies of what was reported: moderation sweeps these
GRACE = timedelta(hours=1)  # a file this young may belong to a row that isn't committed yet


def write(key: str, data: bytes) -> None:
    """On disk for good once this returns: a power cut leaves either the whole file or none."""
    path = path_of(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
        _sync_folder(path.parent)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def remove(key: str) -> None:
    path_of(key).unlink(missing_ok=True)
    path_of(key + SMALL).unlink(missing_ok=True)


def remove_all(keys: Iterable[str]) -> None:
    for key in keys:
        remove(key)


def sweep_orphans(now: datetime) -> int:
    """Removes files without a row: their post, matter or owner is gone, or a write was broken off. Returns how many.

    A job runs it, and so does every erasure. Rows go by the database's own cascade, which knows no files.
    """
    removed = 0
    for directory in folder().glob("*/"):
        if directory.name == EVIDENCE:
            continue
        there = {file.name: file for file in directory.iterdir() if file.is_file()}
        keys = {name.removesuffix(SMALL) for name in there}
        known = set(StoredFile.objects.filter(key__in=keys).values_list("key", flat=True))
        for name, file in there.items():
            age = now.timestamp() - file.stat().st_mtime
            if name.removesuffix(SMALL) not in known and age > GRACE.total_seconds():
                file.unlink(missing_ok=True)
                removed += 1
    return removed


def _sync_folder(directory: os.PathLike[str]) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
