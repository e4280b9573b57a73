"""The homeserver's own database: a file beside ours, or one of its own on the PostgreSQL that the quarter uses."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from quartier.api import Refused


def postgresql_name() -> str:
    return f"{connection.settings_dict['NAME']}_chat"


def postgresql_arguments() -> dict[str, Any]:
    ours = connection.settings_dict
    named = {"user": ours["USER"], "password": ours["PASSWORD"], "host": ours["HOST"], "port": ours["PORT"]}
    return {"dbname": postgresql_name(), **{name: value for name, value in named.items() if value}}


def make_database() -> None:
    """It sorts byte by byte, as the homeserver demands. Must not be called within a transaction."""
    if connection.vendor != "postgresql":
        return
    name = connection.ops.quote_name(postgresql_name())
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [postgresql_name()])
        if cursor.fetchone():
            return
        try:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
        except DatabaseError as error:
            raise Refused(
                _("Chat needs a database of its own named %(name)s, and we may not make it. The handbook says how.")
                % {"name": postgresql_name()}
            ) from error
