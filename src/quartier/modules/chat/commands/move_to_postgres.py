"""move the chat's database from its file into PostgreSQL

    ./quartier chat move-to-postgres                        into the PostgreSQL that the site uses
    ./quartier chat move-to-postgres postgresql://user@host/database
    ./quartier chat move-to-postgres -                      asks for the address, where it holds a password
    ./quartier chat move-to-postgres --forget-old           the old file isn't needed any more
"""  # fmt: skip

from __future__ import annotations

import argparse
import os
import signal
import sys
from getpass import getpass
from pathlib import Path
from types import FrameType


def main(arguments: list[str]) -> int:
    options = _parse(arguments)
    if options.data:
        os.environ["QUARTIER_DATA"] = str(options.data.resolve())
    signal.signal(signal.SIGTERM, _as_if_by_keyboard)
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en")  # as all commands speak
    from quartier.api import Refused

    try:
        return _forget_old() if options.forget_old else _move(_address(options.into), replaces=options.replace)
    except Refused as refusal:
        return _fail(str(refusal.message))
    except KeyboardInterrupt:
        return _fail("Stopped. The chat goes on as before.")


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "./quartier chat move-to-postgres",
        description="Move the chat's database from its file into PostgreSQL. Also while the server runs: chat is away meanwhile.",
    )
    parser.add_argument(
        "into",
        nargs="?",
        default="",
        help="postgresql://…, or - to be asked for it; default: the one that the site uses",
    )
    parser.add_argument("--data", type=Path, help="the server's folder; default: data/")
    parser.add_argument("--replace", action="store_true", help="also where a chat of this name lies there already")
    parser.add_argument("--forget-old", action="store_true", help="delete the old file, once all is well")
    return parser.parse_args(arguments)


def _address(said: str) -> str:
    """Asked for, no list of processes and no history of commands holds its password."""
    if said != "-":
        return said
    return getpass("postgresql://… (it isn't shown): ") if sys.stdin.isatty() else sys.stdin.readline().strip()


def _move(into: str, *, replaces: bool) -> int:
    import psycopg

    from quartier.modules.chat import moving
    from quartier.modules.chat.database import of_the_quarter
    from quartier.modules.chat.secrets import folder

    try:
        arguments = dict(psycopg.conninfo.conninfo_to_dict(into)) if into else of_the_quarter()
    except psycopg.Error:
        return _fail("This is no address of a PostgreSQL. It looks like: postgresql://user:password@host/database")
    if arguments is None or not arguments.get("dbname"):
        return _fail("Into which one? ./quartier chat move-to-postgres postgresql://user:password@host/database")
    had_one = (folder() / moving.OLD).exists()
    moving.move({name: str(value) for name, value in arguments.items()}, replaces=replaces, say=print)
    if (folder() / moving.OLD).exists() and not had_one:
        print(f"Moved. The old file is kept: {folder() / moving.OLD}")
        print(
            "A running server starts the chat again by itself. Once all is well: ./quartier chat move-to-postgres --forget-old"
        )
    return 0


def _forget_old() -> int:
    from quartier.modules.chat import moving
    from quartier.modules.chat.database import postgresql
    from quartier.modules.chat.secrets import folder

    old = folder() / moving.OLD
    if postgresql() is None or not old.exists():
        return _fail("There is no old file to forget.")
    old.unlink()
    print("The old file is deleted.")
    return 0


def _fail(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


def _as_if_by_keyboard(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
