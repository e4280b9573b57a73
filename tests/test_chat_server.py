"""Setting chat up: the name is for ever, rubbish is refused with a sentence, and without it nothing runs."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from quartier.api import Actor, Refused, ServicePlan, plan_services, python_beside
from quartier.api.testing.people import client_of, key_holder, neighbour
from quartier.kernel.services.plans import LOCKS, write_plans
from quartier.kernel.services.words import service_states_now
from quartier.machine import service_states
from quartier.machine.service_states import State
from quartier.modules.chat.actions import set_up_chat
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.names import domain
from quartier.modules.chat.secrets import folder
from quartier.modules.chat.service import plan

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "quartier.example.org", "https://quartier.example.org"


@pytest.fixture(autouse=True)
def _own_database_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planning makes the homeserver's database on PostgreSQL, which can't be done in a test's transaction."""
    monkeypatch.setattr("quartier.modules.chat.service.make_database", lambda: None)


def by_keeper() -> Actor:
    return Actor(key_holder())


@pytest.mark.parametrize(
    "typed",
    ["", "quartier", "localhost", "127.0.0.1", "::1", "https://quartier.example.org", "quartier.example.org:8448", "a b.de",
     "-a.de", "a..de", "ä" * 64 + ".de", "x@y.de", "1.2.3.4.5", "a.1", ".de", "a." + "b" * 250, "quartier.example.org/chat"],
)  # fmt: skip
def test_what_is_no_domain_is_refused_and_nothing_is_kept(typed: str) -> None:
    with pytest.raises(Refused):
        set_up_chat(by=by_keeper(), server_name=typed, address=ADDRESS)
    assert not ChatServer.objects.exists()


def test_a_domain_is_kept_as_homeservers_write_it() -> None:
    assert domain(" Mühlenviertel.DE. ") == "xn--mhlenviertel-dlb.de"


@pytest.mark.parametrize("typed", ["", "quartier.de", "http://quartier.de", "https://", "https://a.de/chat", "ftp://a.de", "https://u:p@a.de"])  # fmt: skip
def test_an_address_that_apps_could_not_reach_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        set_up_chat(by=by_keeper(), server_name=NAME, address=typed)


def test_the_name_never_changes_the_address_may() -> None:
    set_up_chat(by=by_keeper(), server_name=NAME, address=ADDRESS)
    with pytest.raises(Refused, match="stays|bleibt"):
        set_up_chat(by=by_keeper(), server_name="other.example.org", address=ADDRESS)
    server = set_up_chat(by=by_keeper(), server_name=NAME, address="https://neu.example.org/")
    assert (server.server_name, server.address) == (NAME, "https://neu.example.org")


def test_only_who_may_sets_it_up() -> None:
    with pytest.raises(Refused):
        set_up_chat(by=Actor(neighbour()), server_name=NAME, address=ADDRESS)
    assert client_of(neighbour()).get("/chat/server/").status_code == 403


def test_the_page_explains_that_the_name_is_for_ever_and_says_what_is_wrong() -> None:
    browser = client_of(key_holder())
    assert "für immer" in browser.get("/chat/server/").content.decode()
    answer = browser.post(
        "/chat/server/", {"server_name": "quartier", "address": ADDRESS, "is_on": "on"}
    ).content.decode()
    assert "Das ist keine Domain" in answer
    assert browser.post("/chat/server/", {"server_name": NAME, "address": ADDRESS, "is_on": "on"}).status_code == 302
    assert NAME in browser.get("/chat/server/").content.decode()


def test_without_a_name_nothing_is_planned_and_with_one_the_secrets_are_ours_alone() -> None:
    write_plans()
    assert service_states.wanted(settings.DATA) == []
    ChatServer.objects.create(pk=1, server_name=NAME, address=ADDRESS)
    write_plans()
    assert service_states.wanted(settings.DATA) == ["chat.synapse", "chat.turn", "chat.web"]
    files = [*folder().glob("*.yaml"), folder() / "secrets.json", folder() / "signing.key"]
    files += list((settings.DATA / "services").glob("*.plan.json"))
    assert len(files) == 8
    assert [file.name for file in files if stat.S_IMODE(file.stat().st_mode) != 0o600] == []
    assert stat.S_IMODE(folder().stat().st_mode) == 0o700
    ChatServer.objects.update(is_on=False)
    write_plans()
    assert service_states.wanted(settings.DATA) == []


def test_the_homeserver_listens_here_alone_and_speaks_with_nobody() -> None:
    ChatServer.objects.create(pk=1, server_name=NAME, address=ADDRESS)
    write_plans()
    said = json.loads((folder() / "homeserver.yaml").read_text())
    assert [listener["bind_addresses"] for listener in said["listeners"]] == [["127.0.0.1"]]
    assert said["federation_domain_whitelist"] == said["trusted_key_servers"] == []
    assert said["matrix_authentication_service"]["enabled"] is True
    assert said["database"]["name"] == ("psycopg2" if connection.vendor == "postgresql" else "sqlite3")
    assert not said["enable_registration"]


def test_a_plan_says_how_it_is_run_and_follows_what_is_decided(django_capture_on_commit_callbacks: Any) -> None:
    assert plan() is None
    ChatServer.objects.create(pk=1, server_name=NAME, address=ADDRESS)
    found = plan()
    assert isinstance(found, ServicePlan)
    assert (found.port, found.health, found.requirements) == (
        int(os.environ.get("QUARTIER_CHAT_PORT", "8008")),
        "/health",
        "chat",
    )
    with django_capture_on_commit_callbacks(execute=True):
        plan_services()
    assert service_states.wanted(settings.DATA) == ["chat.synapse", "chat.turn", "chat.web"]


def test_the_python_of_a_program_beside_is_known_once_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUARTIER_ENVIRONMENTS", str(tmp_path))
    assert python_beside("chat") is None
    (tmp_path / ".venv-chat").mkdir()
    (tmp_path / ".venv-chat" / "installed.txt").write_bytes((LOCKS / "chat.txt").read_bytes())
    assert python_beside("chat") == str(tmp_path / ".venv-chat" / "bin" / "python")


STATES = {
    "running": "Läuft und antwortet",
    "starting": "startet",
    "installing": "7 von 60",
    "not_installed": "kein Netz",
    "port_taken": "--chat-port 8018",
    "disk_full": "Festplatte ist voll",
    "wedged": "antwortet aber nicht",
    "crashed": "unerwartet beendet",
}


@pytest.mark.parametrize("what", STATES)
def test_the_engine_room_says_how_it_is_doing_and_where_to_mend_it(what: str) -> None:
    ChatServer.objects.create(pk=1, server_name=NAME, address=ADDRESS)
    write_plans()
    state = State(
        what, since=1.0, port=8008, done=7, total=60, again=9e8, detail="network" if what == "not_installed" else "<b>x"
    )
    service_states.write(settings.DATA, "chat.synapse", state)
    page = client_of(key_holder()).get("/engine/").content.decode()
    assert STATES[what] in page
    assert "/chat/server/" in page
    assert "<b>x" not in page


def test_nothing_is_shown_where_nobody_wants_a_program(tmp_path: Path) -> None:
    write_plans()
    assert service_states_now() == []


def test_left_out_at_the_start_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    ChatServer.objects.create(pk=1, server_name=NAME, address=ADDRESS)
    write_plans()
    service_states.forget(settings.DATA, "chat.synapse")
    assert "läuft nicht" in client_of(key_holder()).get("/engine/").content.decode()
    monkeypatch.setenv("QUARTIER_NO_CHAT", "1")
    assert "--no-chat" in client_of(key_holder()).get("/engine/").content.decode()
