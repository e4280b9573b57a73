"""Chat in a back-up: database, files and signing key come back together, and no key is handed out twice. Real Synapse."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection

from quartier.api import Refused
from quartier.api.testing.people import neighbour
from quartier.kernel.backup.actions import read_backup, write_backup
from quartier.modules.chat import saving
from quartier.modules.chat.models import ChatUser
from quartier.modules.chat.secrets import folder, secrets
from tests.homeserver import NAME, ask, homeserver_at, log_in

pytestmark = [pytest.mark.machine, pytest.mark.django_db(transaction=True)]


def one_time_keys() -> int:
    with closing(sqlite3.connect(folder() / saving.SQLITE)) as database:
        return int(database.execute("SELECT count(*) FROM e2e_one_time_keys_json").fetchone()[0])


def test_what_is_restored_is_whole_and_its_log_ins_go_on(live_server: object, tmp_path: Path) -> None:
    homeserver = homeserver_at(str(live_server))
    ada = neighbour("Ada", "Abel")
    grant = log_in(ada)
    keys = {"signed_curve25519:AAAAAA": {"key": "A" * 43, "signatures": {}}}
    ask("POST", "keys/upload", grant.access, {"one_time_keys": keys})
    room = ask("POST", "createRoom", grant.access, {"name": "Treppenhaus"})["room_id"]
    backup, key, known = tmp_path / "backup.zip", (folder() / "signing.key").read_bytes(), dict(secrets())
    write_backup(backup)
    names = ZipFile(backup).namelist()
    assert {f"services/chat.synapse/{name}" for name in ("homeserver.db", "signing.key", "secrets.json")} <= {*names}
    assert one_time_keys() >= 1  # other tests' apps may have left theirs
    homeserver.stop()
    (folder() / "signing.key").write_text("ed25519 a_other " + "B" * 43)
    (folder() / saving.SQLITE).write_bytes(b"")
    read_backup(backup)
    assert (folder() / "signing.key").read_bytes() == key
    assert dict(secrets()) == known
    assert one_time_keys() == 0
    homeserver.start()
    said = ask("GET", "account/whoami", grant.access)
    assert said["user_id"] == f"@{ChatUser.objects.get(person__given_name='Ada').localpart}:{NAME}"
    assert ask("GET", "joined_rooms", grant.access)["joined_rooms"] == [room]


def test_another_sort_of_database_is_refused_before_anything_changes(tmp_path: Path) -> None:
    (tmp_path / (saving.POSTGRESQL if connection.vendor == "sqlite" else saving.SQLITE)).touch()
    before = sorted(path.name for path in folder().iterdir())
    with pytest.raises(Refused):
        saving.check(tmp_path)
    assert sorted(path.name for path in folder().iterdir()) == before
