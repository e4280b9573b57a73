"""The PostgreSQL that the chat shall move into: looked at before anything is done, and never anybody else's."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from quartier.api import Refused
from quartier.modules.chat.configuration import BOT
from quartier.modules.chat.database import Arguments, connect, make_database

Database = psycopg.Connection[tuple[Any, ...]]
OLDEST = 14
MARK = "quartier_moving"  # a table of this name: an attempt of ours, perhaps cut off
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
SORTS = "SELECT datcollate, datctype, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
OTHERS_OF_OURS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"""
EVERYTHING = """DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'DROP TABLE IF EXISTS public.' || one.name || ' CASCADE'; END LOOP;
    FOR one IN SELECT quote_ident(sequencename) AS name FROM pg_sequences WHERE schemaname = 'public' LOOP
        EXECUTE 'DROP SEQUENCE IF EXISTS public.' || one.name || ' CASCADE'; END LOOP;
    FOR one IN SELECT oid::regprocedure::text AS name FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole LOOP
        EXECUTE 'DROP FUNCTION IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
END $$"""

PUSHERS = """SELECT setval('pushers_sequence', GREATEST((SELECT last_value FROM pushers_sequence),
    (SELECT max(stream_id) FROM stream_positions WHERE stream_name = 'pushers')))"""


def make_ready(arguments: Arguments, server_name: str, *, replaces: bool) -> None:
    """Refuses what can't take the chat; else it is empty afterwards, and bears our mark until all is there."""
    make_database(arguments)
    try:
        with connect(arguments) as database:
            _must_suit(database)
            _must_be_ours(database, server_name, replaces=replaces)
            database.execute(OTHERS_OF_OURS)
            database.execute(EVERYTHING)
            database.execute(sql.SQL("CREATE TABLE {} ()").format(sql.Identifier(MARK)))
    except psycopg.Error as error:
        raise Refused(f"PostgreSQL won’t let us: {str(error).strip()[-300:]}") from error


def take_back(arguments: Arguments) -> None:
    """As if nothing had been tried."""
    with connect(arguments) as database:
        database.execute(OTHERS_OF_OURS)
        database.execute(EVERYTHING)


def make_good(arguments: Arguments) -> None:
    """It is whole: no mark any more."""
    with connect(arguments) as database:
        database.execute(sql.SQL("DROP TABLE IF EXISTS port_from_sqlite3, {}").format(sql.Identifier(MARK)))
        database.execute("ANALYZE")


def mend_sequences(arguments: Arguments) -> None:
    """Whoever is deactivated without a phone to wake takes a number of this stream that no row bears. Synapse's script looks at
    the rows alone, and Synapse then refuses to start: so the sequence goes on from where the stream is."""
    with connect(arguments) as database:
        database.execute(PUSHERS)


def tables_of(database: Database) -> list[str]:
    return [str(name) for (name,) in database.execute(TABLES).fetchall()]


def _must_suit(database: Database) -> None:
    if database.info.server_version < OLDEST * 10_000:
        raise Refused(f"This PostgreSQL is too old: the chat needs version {OLDEST} or newer.")
    found = database.execute(SORTS).fetchone()
    collate, ctype, encoding = found or ("", "", "")
    if (collate, ctype, encoding) != ("C", "C", "UTF8"):
        raise Refused(
            f"This database sorts by “{collate}” and is written in {encoding}; the chat needs “C” and UTF8.\n"
            "Next: createdb --encoding UTF8 --locale C --template template0 NAME"
        )


def _must_be_ours(database: Database, server_name: str, *, replaces: bool) -> None:
    found = tables_of(database)
    if not found or MARK in found:
        return
    if "schema_compat_version" in found and "users" in found:
        bot = f"@{BOT}:{server_name}"
        if database.execute("SELECT 1 FROM users WHERE name = %s", [bot]).fetchone():
            if replaces:
                return
            raise Refused(
                f"This database holds a chat named {server_name} already. Whoever wants to lose that one: --replace"
            )
    raise Refused(
        f"This database holds tables of something else ({', '.join(found[:3])} …), which the chat leaves alone.\n"
        "Next: name an empty one."
    )
