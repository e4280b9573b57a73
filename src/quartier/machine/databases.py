"""Which database this server uses, and how to use it without losing an acknowledged write."""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def from_environment(data: Path) -> dict[str, Any]:
    """Django's settings of the database: QUARTIER_DATABASE_URL (postgresql://…), else SQLite in the data folder."""
    url = os.environ.get("QUARTIER_DATABASE_URL", "")
    if url:
        return _postgresql(url)
    return _sqlite(data / "quartier.sqlite3")


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(file: Path) -> dict[str, Any]:
    use_safe_sqlite()
    # WAL loses committed writes in SQLite 3.7.0 to 3.51.2 when two processes write: see docs/adr.
    journal = "WAL" if is_safe_in_wal() else "TRUNCATE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;",
        },
    }


def use_safe_sqlite() -> None:
    """Make `import sqlite3` mean pysqlite3, whose SQLite is newer than Debian's; nothing where there is no wheel."""
    if "sqlite3" in sys.modules and sys.modules["sqlite3"].__name__ == "pysqlite3":
        return
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ModuleNotFoundError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def is_safe_in_wal() -> bool:
    """Whether this SQLite keeps every committed write when two processes write and checkpoint in WAL mode."""
    import sqlite3

    version = sqlite3.sqlite_version_info
    return version >= (3, 51, 3) or version in {(3, 50, 7), (3, 44, 6)}
