"""The homeserver's database from its file into PostgreSQL: whole, or not at all. As long as the file is there it counts."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from quartier.api import Refused, python_beside
from quartier.modules.chat import target
from quartier.modules.chat.configuration import homeserver, module_folder, on_postgresql, sqlite
from quartier.modules.chat.database import Arguments, connect, database_file, postgresql, remember
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.saving import copy_of_file
from quartier.modules.chat.secrets import folder, write_private

OLD = "homeserver.db.before-postgresql"
WORKPLACE = "moving"
LEAST_ROOM = 50_000_000
PATIENCE = 120.0  # seconds until the homeserver must have stopped
# Made anew by the homeserver, or only of this database; e.g. `user_directory` is filled again in the background.
NOT_COMPARED = (
    "applied_", "background_updates", "event_search", "schema_", "sqlite_", "ui_auth_", "user_directory", "users_", "worker_",
)  # fmt: skip
Say = Callable[[str], None]


def move(arguments: Arguments, *, replaces: bool, say: Say) -> None:
    """Refuses before anything is done, or on the way; then PostgreSQL is as empty as before, and the file goes on working."""
    server = ChatServer.objects.filter(pk=1).first()
    if postgresql() is not None:
        raise Refused("The chat is on PostgreSQL already.")
    if server is None or not database_file().exists():
        target.make_ready(arguments, server.server_name if server else "", replaces=False)
        target.take_back(arguments)
        remember(arguments)
        say("There is nothing to move yet. The chat begins on this PostgreSQL.")
        return
    python = python_beside("chat")
    if python is None:
        raise Refused(
            "The chat’s program isn’t fetched yet. Next: start the server once with chat, then do this again."
        )
    _must_have_room()
    target.make_ready(arguments, server.server_name, replaces=replaces)
    try:
        with _homeserver_away(say):
            _carry_over(python, server, arguments, say)
            target.make_good(arguments)
            remember(arguments)
            database_file().replace(folder() / OLD)
    except BaseException:
        if database_file().exists() and postgresql() is None:
            target.take_back(arguments)
        raise


def is_under_way() -> bool:
    """Somebody moves it now: then the homeserver stays away."""
    try:
        with _lock_file().open() as door:
            fcntl.flock(door, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def is_over() -> bool:
    """Somebody has moved it, or was cut off. Says so once."""
    if not _lock_file().exists() or is_under_way():
        return False
    shutil.rmtree(folder() / WORKPLACE, ignore_errors=True)
    _lock_file().unlink(missing_ok=True)
    return True


@contextmanager
def _homeserver_away(say: Say) -> Iterator[None]:
    """Where a server runs, its background worker sees the lock, has the homeserver stopped, and afterwards started."""
    with _lock_file().open("w") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("The chat is being moved already.") from None
        last_moment = time.monotonic() + PATIENCE
        while (holders := _holders(database_file())) and time.monotonic() < last_moment:
            time.sleep(0.2)
        if holders:
            raise Refused(
                f"The homeserver (process {holders[0]}) doesn’t stop. Next: stop the server, then do this again."
            )
        say("The homeserver is stopped. The site goes on working.")
        yield


def _carry_over(python: str, server: ChatServer, arguments: Arguments, say: Say) -> None:
    """From a copy, so that not a byte of the file changes."""
    workplace = folder() / WORKPLACE
    shutil.rmtree(workplace, ignore_errors=True)
    workplace.mkdir(mode=0o700)
    try:
        _write_all_into(database_file())
        copy = copy_of_file(database_file(), workplace / "homeserver.db")
        finished = _settings(server, sqlite(copy), workplace / "copy.yaml")
        _run(python, say, "update_synapse_database", "--run-background-updates", "--database-config", finished)
        into = _settings(server, on_postgresql(arguments), workplace / "into.yaml")
        _run(python, say, "synapse_port_db", "--sqlite-database", str(copy), "--postgres-config", into)
        target.mend_sequences(arguments)
        if wrong := _differences(copy, arguments):
            raise Refused(f"Not everything arrived ({', '.join(wrong)}). The chat goes on as before.")
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _settings(server: ChatServer, database: dict[str, Any], file: Path) -> str:
    settings = {**homeserver(server), "database": database, "background_updates": {"sleep_duration_ms": 1}}
    for needless in ("modules", "app_service_config_files", "log_config"):
        del settings[needless]
    write_private(file, json.dumps(settings))
    return str(file)


def _run(python: str, say: Say, script: str, *options: str) -> None:
    """One of the homeserver's own scripts."""
    log = folder() / "moving.log"
    began = said = time.monotonic()
    with log.open("w") as words:
        environment = {**os.environ, "PYTHONPATH": module_folder(), "PYTHONNOUSERSITE": "1"}
        command = [python, "-m", f"synapse._scripts.{script}", *options]
        mover = subprocess.Popen(command, env=environment, stdout=words, stderr=words, stdin=subprocess.DEVNULL)
    try:
        while mover.poll() is None:
            time.sleep(0.1)
            if time.monotonic() - said > 10:
                said = time.monotonic()
                say(f"… {said - began:.0f} s")
    finally:
        if mover.poll() is None:
            mover.kill()
            mover.wait()
    if mover.returncode:
        last = "\n".join(log.read_text(errors="replace").strip().splitlines()[-4:])
        raise Refused(f"It could not be moved; the chat goes on as before. It said last:\n{last}\nAll of it: {log}")


def _differences(copy: Path, arguments: Arguments) -> list[str]:
    """Tables that don't hold as many rows as before."""
    import sqlite3

    with closing(sqlite3.connect(copy)) as old, connect(arguments) as new:
        names = [
            str(name) for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        had = {name: _count(old, name) for name in names if not name.startswith(NOT_COMPARED)}
        there = set(target.tables_of(new))
        return [name for name, rows in had.items() if rows and (name not in there or _count(new, name) != rows)]


def _count(database: Any, table: str) -> int:
    """The name comes from the database's own list."""
    return int(database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608


def _must_have_room() -> None:
    needed = 4 * database_file().stat().st_size + LEAST_ROOM  # a copy; and PostgreSQL, if it lies on the same disk
    if (free := shutil.disk_usage(folder()).free) < needed:
        raise Refused(f"There is too little room: {needed // 10**6} MB are needed, {free // 10**6} MB are free.")


def _write_all_into(file: Path) -> None:
    """What still lay in the journal beside it."""
    import sqlite3

    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _holders(file: Path) -> list[int]:
    """Processes that have it open."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(entry).startswith(str(file)):
                found.append(int(entry.parts[2]))
        except OSError:
            continue
    return [pid for pid in found if pid != os.getpid()]


def _lock_file() -> Path:
    return folder() / "moving.lock"
