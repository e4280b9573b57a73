"""The homeserver's own database: a file beside ours, or one of its own on a PostgreSQL: the quarter's, or one that was named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from quartier.api import Refused
from quartier.modules.chat.secrets import folder, write_private

FILE = "homeserver.db"
Arguments = dict[str, Any]  # user, password, host, port, dbname: as PostgreSQL's own library calls them


def database_file() -> Path:
    return folder() / FILE


def postgresql() -> Arguments | None:
    """How the homeserver reaches its PostgreSQL; None while it keeps to its file.

    As long as there is a file it counts: taking it away is what moves the chat (see moving.py).
    """
    if _named().exists():
        named: Arguments = json.loads(_named().read_text())
        return named
    return None if database_file().exists() else of_the_quarter()


def of_the_quarter() -> Arguments | None:
    """A database of its own on the PostgreSQL that the site uses; None where the site keeps to a file."""
    if connection.vendor != "postgresql":
        return None
    ours = connection.settings_dict
    named = {"user": ours["USER"], "password": ours["PASSWORD"], "host": ours["HOST"], "port": str(ours["PORT"])}
    return {"dbname": f"{ours['NAME']}_chat", **{name: value for name, value in named.items() if value}}


def remember(arguments: Arguments) -> None:
    """From now on it uses this one."""
    if arguments != of_the_quarter():
        write_private(_named(), json.dumps(arguments))


def forget() -> None:
    """It keeps to its file again, or to the quarter's PostgreSQL."""
    _named().unlink(missing_ok=True)


def make_database(arguments: Arguments | None = None) -> None:
    """It sorts byte by byte, as the homeserver demands."""
    wanted = arguments or postgresql()
    if wanted is None or _is_there(wanted):
        return
    name = sql.Identifier(wanted["dbname"])
    command = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
    try:
        with connect({**wanted, "dbname": _to_ask_in(wanted)}) as asked:
            asked.execute(sql.SQL(command).format(name))
    except psycopg.Error as error:
        raise Refused(
            _("Chat needs a database of its own named %(name)s, and we may not make it. The handbook says how.")
            % {"name": wanted["dbname"]}
        ) from error


def connect(arguments: Arguments) -> psycopg.Connection[Any]:
    """Each statement for itself: databases can't be made in a transaction."""
    return psycopg.connect(**{"connect_timeout": 5, **arguments}, autocommit=True)


def _is_there(wanted: Arguments) -> bool:
    try:
        connect(wanted).close()
    except psycopg.OperationalError as error:
        if _is_missing(wanted):
            return False
        raise Refused(
            _("The chat’s PostgreSQL can’t be reached: %(why)s") % {"why": str(error).strip()[-300:]}
        ) from error
    return True


def _is_missing(wanted: Arguments) -> bool:
    """The server is there, and has no such database."""
    try:
        with connect({**wanted, "dbname": _to_ask_in(wanted)}) as asked:
            found = asked.execute("SELECT 1 FROM pg_database WHERE datname = %s", [wanted["dbname"]]).fetchone()
    except psycopg.OperationalError:
        return False
    return found is None


def _to_ask_in(wanted: Arguments) -> str:
    """A database that we may open already."""
    return str(connection.settings_dict["NAME"]) if wanted == of_the_quarter() else "postgres"


def _named() -> Path:
    return folder() / "postgresql.json"
