"""The homeserver in a back-up: its database, files and signing key belong together, and come back together."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from quartier.api import Refused
from quartier.modules.chat.database import make_database, postgresql_arguments
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.secrets import folder, secrets

KEPT = ("secrets.json", "signing.key")
SQLITE, POSTGRESQL = "homeserver.db", "homeserver.dump"
# Keys that were handed out since: given out twice, two conversations would share one, and messages couldn't be read.
HANDED_OUT = "DELETE FROM e2e_one_time_keys_json"


def save(workplace: Path) -> Iterator[tuple[str, Path]]:
    """What belongs into the back-up, as (name, file); copies are made in `workplace`. While it runs."""
    here = folder()
    if not ChatServer.objects.exists() or not (here / "signing.key").exists():
        return
    for name in KEPT:
        yield name, here / name
    if database := _copy_of_database(here, workplace):
        yield database.name, database
    for file in sorted((here / "media").rglob("*")):
        if file.is_file():
            yield f"media/{file.relative_to(here / 'media').as_posix()}", file


def check(saved: Path) -> None:
    """Before anything is replaced: whether this server can take it."""
    dump = POSTGRESQL if connection.vendor == "sqlite" else SQLITE
    if (saved / dump).exists():
        raise Refused(
            _(
                "This back-up’s chat comes from another sort of database. Restore it on a server with the same sort first."
            )
        )
    if connection.vendor == "postgresql":
        _program("pg_restore")


def restore(saved: Path) -> None:
    """In place of what is there; nothing at all where the back-up knew no chat."""
    here = folder()
    for name in (*KEPT, SQLITE, f"{SQLITE}-wal", f"{SQLITE}-shm"):
        (here / name).unlink(missing_ok=True)
    shutil.rmtree(here / "media", ignore_errors=True)
    for path in saved.iterdir():
        if path.name != POSTGRESQL:
            shutil.move(path, here / path.name)
    for name in KEPT:
        if (here / name).exists():
            (here / name).chmod(0o600)
    secrets.cache_clear()
    _forget_handed_out_keys(here, saved / POSTGRESQL)


def _copy_of_database(here: Path, workplace: Path) -> Path | None:
    if connection.vendor == "postgresql":
        dump = workplace / POSTGRESQL
        _run("pg_dump", "--format=custom", f"--file={dump}")
        return dump
    if not (here / SQLITE).exists():
        return None
    import sqlite3

    copy = workplace / SQLITE
    with closing(sqlite3.connect(here / SQLITE)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)  # of one moment, also while it is written
        target.execute("VACUUM")
    return copy


def _forget_handed_out_keys(here: Path, dump: Path) -> None:
    if connection.vendor == "postgresql":
        if dump.exists():
            make_database()
            _run(
                "pg_restore",
                "--clean",
                "--if-exists",
                "--no-owner",
                f"--dbname={postgresql_arguments()['dbname']}",
                str(dump),
            )
            _run("psql", "--quiet", f"--command={HANDED_OUT}")
        return
    if (here / SQLITE).exists():
        import sqlite3

        with closing(sqlite3.connect(here / SQLITE)) as database, database:
            database.execute(HANDED_OUT)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Refused(
            _("For the chat’s database %(name)s is needed: sudo apt install postgresql-client") % {"name": name}
        )
    return found


def _run(name: str, *options: str) -> None:
    """With the password in its environment, where other users of this machine can't read it."""
    named = {"user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT", "dbname": "PGDATABASE"}
    known = {named[key]: str(value) for key, value in postgresql_arguments().items()}
    done = subprocess.run(
        [_program(name), *options], env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(
            _("The chat’s database could not be saved or restored: %(why)s") % {"why": done.stderr.strip()[-300:]}
        )
