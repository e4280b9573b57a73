"""A back-up file: a ZIP that any program opens, whose last 64 bytes are the SHA-256 of all bytes before them.

So one changed, missing or added byte anywhere is noticed before a single member is read.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DIGEST = 64  # hexadecimal digits
CHUNK = 1024 * 1024


class DamagedArchive(Exception):
    """The file is not a whole, unchanged back-up."""


@contextmanager
def writing(file: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP to fill. `file` appears, whole and on the disk, when the block ends well; otherwise nothing does."""
    part = file.with_name(f"{file.name}.part-{os.getpid()}")
    try:
        with (
            os.fdopen(
                os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b"
            ) as stream,  # it holds all secrets
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        ):
            yield archive
            archive.comment = b"0" * DIGEST
        _seal(part)
        part.replace(file)
        _write_out(file.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def reading(file: Path) -> Iterator[zipfile.ZipFile]:
    """The ZIP, after every byte of it was checked."""
    check(file)
    with zipfile.ZipFile(file) as archive:
        yield archive


def check(file: Path) -> None:
    """Raises DamagedArchive unless the file is byte for byte what `writing` made."""
    size = file.stat().st_size
    if size <= DIGEST or not zipfile.is_zipfile(file):
        raise DamagedArchive(str(file))
    with file.open("rb") as stream:
        found = _digest(stream, size - DIGEST)
        said = stream.read(DIGEST)
    if said != found:
        raise DamagedArchive(str(file))


def _seal(file: Path) -> None:
    with file.open("r+b") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        digest = _digest(stream, size - DIGEST)
        stream.seek(size - DIGEST)
        stream.write(digest)
        stream.flush()
        os.fsync(stream.fileno())


def _digest(stream: object, size: int) -> bytes:
    """Of the next `size` bytes; the stream stands behind them afterwards."""
    digest = hashlib.sha256()
    while size > 0:
        chunk = stream.read(min(CHUNK, size))  # type: ignore[attr-defined]
        digest.update(chunk)
        size -= len(chunk)
        if not chunk:
            break
    return digest.hexdigest().encode()


def _write_out(folder: Path) -> None:
    """Makes sure that a rename in this folder survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
