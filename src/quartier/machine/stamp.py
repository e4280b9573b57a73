"""Has anything changed since last time? So that a start without changes skips all preparations."""

import hashlib
import os
import sysconfig
from collections.abc import Iterator
from pathlib import Path

MADE_BY_US = (".pyc", ".mo")
NOT_SERVED = {"__pycache__", "tests"}


def of_server(code: Path, data: Path) -> str:
    """Tells one state of code, installed packages and database from any other."""
    digest = hashlib.sha256()
    for part in (*_files(code), *_packages(), *_database(data)):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in NOT_SERVED)
        for name in sorted(names):
            if not name.endswith(MADE_BY_US):
                status = os.stat(os.path.join(path, name))
                yield f"{path}/{name} {status.st_size} {status.st_mtime_ns}"


def _packages() -> Iterator[str]:
    yield from sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith(".dist-info"))


def _database(data: Path) -> Iterator[str]:
    """A file that was put in another's place has another number."""
    yield os.environ.get("QUARTIER_DATABASE_URL", "")
    file = data / "quartier.sqlite3"
    yield str(file.stat().st_ino) if file.exists() else "none"
