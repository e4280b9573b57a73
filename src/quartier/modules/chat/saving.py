"""The homeserver in a back-up: its database, files and signing key belong together, and come back together."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.utils.translation import gettext as _

from quartier.api import Refused
from quartier.modules.chat.database import (
    FILE,
    Arguments,
    connect,
    forget,
    make_database,
    of_the_quarter,
    postgresql,
)
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.secrets import folder, secrets

KEPT = ("secrets.json", "signing.key")
SQLITE, POSTGRESQL = FILE, "homeserver.dump"
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
    if not (saved / POSTGRESQL).exists():
        return  # a file: it can be used everywhere, and moved to PostgreSQL afterwards
    if _on_postgresql() is None:
        raise Refused(
            _(
                "This back-up’s chat comes from PostgreSQL. Say first which one this server may use: "
                "./quartier chat move-to-postgres postgresql://…"
            )
        )
    _program("pg_restore")


def restore(saved: Path) -> None:
    """In place of what is there; nothing at all where the back-up knew no chat."""
    here, arguments = folder(), _on_postgresql()
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
    if (here / SQLITE).exists():
        forget()  # what lies in PostgreSQL is of another time
        _forget_handed_out_keys(here / SQLITE)
    elif (saved / POSTGRESQL).exists() and arguments is not None:
        _fill(arguments, saved / POSTGRESQL)


def _on_postgresql() -> Arguments | None:
    """The one in use, or the quarter's, which takes the place of a file that is put back."""
    return postgresql() or of_the_quarter()


def _copy_of_database(here: Path, workplace: Path) -> Path | None:
    if arguments := postgresql():
        dump = workplace / POSTGRESQL
        _run(arguments, "pg_dump", "--format=custom", f"--file={dump}")
        return dump
    if not (here / SQLITE).exists():
        return None
    copy = copy_of_file(here / SQLITE, workplace / SQLITE)
    import sqlite3

    with closing(sqlite3.connect(copy)) as target:
        target.execute("VACUUM")
    return copy


def copy_of_file(file: Path, copy: Path) -> Path:
    """Of one moment, also while it is written."""
    import sqlite3

    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _fill(arguments: Arguments, dump: Path) -> None:
    make_database(arguments)
    into = f"--dbname={arguments['dbname']}"
    _run(arguments, "pg_restore", "--clean", "--if-exists", "--no-owner", into, str(dump))
    with connect(arguments) as database:
        database.execute(HANDED_OUT)


def _forget_handed_out_keys(file: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(file)) as database, database:
        database.execute(HANDED_OUT)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Refused(
            _("For the chat’s database %(name)s is needed: sudo apt install postgresql-client") % {"name": name}
        )
    return found


def _run(arguments: Arguments, name: str, *options: str) -> None:
    """With the password in its environment, where other users of this machine can't read it."""
    named = {"dbname": "PGDATABASE"}  # all others are called PGUSER, PGHOST, PGSSLMODE …
    known = {named.get(key, f"PG{key.upper()}"): str(value) for key, value in arguments.items()}
    done = subprocess.run(
        [_program(name), *options], env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(
            _("The chat’s database could not be saved or restored: %(why)s") % {"why": done.stderr.strip()[-300:]}
        )
