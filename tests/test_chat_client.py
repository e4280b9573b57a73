"""What the page of the chat hands to browsers, and who sees the place "Chat": without a browser and without a homeserver."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quartier.api import BundlePlan, Person, built, find_people, hidden_from, is_planned, service_state
from quartier.api.testing.people import client_of, guest, neighbour
from quartier.kernel.moderation.models import Report
from quartier.kernel.people.blocks import Block
from quartier.machine import service_states
from quartier.machine.service_states import State
from quartier.modules.chat import client, homeserver_api, service
from quartier.modules.chat.client_words import WORDS
from quartier.modules.chat.examples import example_server
from quartier.modules.chat.models import ChatUser
from quartier.modules.chat.sessions import chat_user

SOURCE = client.PLAN.source
pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    example_server()
    return neighbour("Ada", "Abel")


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As built, but small."""
    folder = tmp_path / "web" / "built"
    folder.mkdir(parents=True)
    (folder / "bundle.json").write_text(json.dumps({"code": "chat-A.js", "crypto": "crypto-B.wasm"}))
    for name in ("built.txt", "chat-A.js", "chat-A.js.br", "crypto-B.wasm"):
        (folder / name).write_text(name)
    monkeypatch.setattr(client, "PLAN", BundlePlan(source=folder.parent))
    monkeypatch.setattr(homeserver_api, "is_there", lambda _name: True)
    return folder


def test_words_and_code_speak_of_the_same() -> None:
    code = "\n".join(file.read_text() for file in SOURCE.glob("src/*.ts"))
    assert [
        name for name in WORDS if f'"{name}' not in code and not re.search(rf'["`]{name.rpartition("_")[0]}[_"]', code)
    ] == []
    said = set(re.findall(r'\bsay\("(\w+)"', code))
    counted = {f"{name}_{number}" for name in re.findall(r'\bsayMany\("(\w+)"', code) for number in ("one", "many")}
    assert (said | counted) - set(WORDS) == set()


def test_the_words_on_cards_never_change() -> None:
    """Cards on paper were written with them: one word more or less, and they open nothing."""
    words = (SOURCE / "src" / "card_words.ts").read_text().split("`")[1].split()
    assert len(words) == len(set(words)) == 766
    assert (
        hashlib.sha256(" ".join(words).encode()).hexdigest()
        == "d40042b0b1a8a0576b37556f296bea2e01bf56f662f23a63e0b600a9aa066bc0"
    )


def test_where_a_scanned_card_leads_a_stranger_is_asked_to_log_in(ada: Person) -> None:
    page = Client().get("/chat/card/").content.decode()
    assert "Melde dich an, dann öffnet diese Karte" in page
    assert "data-chat" not in page
    assert 'data-chat="/chat/"' in client_of(ada).get("/chat/card/").content.decode()


def test_the_lock_file_names_no_place_to_download_from() -> None:
    lock = (SOURCE / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "://" not in re.sub(r'"url": "[^"]*"', "", lock)
    packages = json.loads(lock)["packages"]
    assert [name for name, said in packages.items() if name and "integrity" not in said] == []


def test_the_page_loads_what_was_built_and_may_run_it(ada: Person, bundle: Path) -> None:
    page = client_of(ada).get("/chat/")
    text = page.content.decode()
    assert 'src="/chat/client/chat-A.js"' in text
    assert 'data-crypto="/chat/client/crypto-B.wasm"' in text
    policy = page["Content-Security-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "wasm" not in client_of(ada).get("/chat/apps/")["Content-Security-Policy"]
    assert "wasm" not in client_of(ada).get("/")["Content-Security-Policy"]


def test_while_the_homeserver_is_away_the_page_says_so_and_loads_nothing(
    ada: Person, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(client, "PLAN", BundlePlan(source=bundle.parent))
    monkeypatch.setattr(homeserver_api, "port", lambda: 9)
    page = client_of(ada).get("/chat/")
    assert "Der Chat ist gerade nicht da" in page.content.decode()
    assert "chat-A.js" not in page.content.decode()
    assert "wasm" not in page["Content-Security-Policy"]


def test_while_the_homeserver_is_being_fetched_the_page_says_that_it_comes(
    ada: Person, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(client, "PLAN", BundlePlan(source=bundle.parent))
    monkeypatch.setattr(homeserver_api, "port", lambda: 9)
    assert service_state("chat.synapse") == "absent"
    service_states.write(settings.DATA, "chat.synapse", State("installing"))
    try:
        assert "Der Chat wird vorbereitet" in client_of(ada).get("/chat/").content.decode()
    finally:
        service_states.forget(settings.DATA, "chat.synapse")


def test_while_it_is_being_built_the_page_says_so_and_what_works_meanwhile(
    ada: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PLAN", BundlePlan(source=tmp_path / "nowhere" / "web"))
    assert built(client.PLAN) is None
    page = client_of(ada).get("/chat/").content.decode()
    assert "Der Chat wird vorbereitet" in page
    assert "/chat/apps/" in page
    assert "<script" not in page.partition("<body>")[0].replace("draft.js", "")


def test_files_come_packed_for_ever_and_nothing_else_comes(ada: Person, bundle: Path) -> None:
    browser = client_of(ada)
    packed = browser.get("/chat/client/chat-A.js", headers={"Accept-Encoding": "gzip, br"})
    assert (packed.content, packed["Content-Encoding"]) == (b"chat-A.js.br", "br")
    assert "immutable" in packed["Cache-Control"]
    assert packed["Content-Type"].startswith("text/javascript")
    plain = browser.get("/chat/client/crypto-B.wasm")
    assert (plain.content, plain["Content-Type"]) == (b"crypto-B.wasm", "application/wasm")
    for name in ("built.txt.js", "bundle.json", "chat-A.js.br", "..%2Fbundle.json", "%00.js"):
        assert browser.get(f"/chat/client/{name}").status_code == 404


def test_the_place_chat_stands_there_once_chat_runs_and_costs_no_question(
    ada: Person, settings: object, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    assert not is_planned("chat.synapse")
    browser = client_of(ada)
    browser.get("/")
    with CaptureQueriesContext(
        connection,
    ) as before:
        assert 'href="/chat/"' not in browser.get("/").content.decode()
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "chat.synapse.plan.json").touch()
    with CaptureQueriesContext(connection) as after:
        assert 'href="/chat/"' in browser.get("/").content.decode()
    assert len(after) == len(before)
    assert 'href="/chat/"' not in client_of(guest()).get("/").content.decode()


def test_chat_that_is_off_is_neither_run_nor_built(ada: Person) -> None:
    assert isinstance(service.bundle_plan(), BundlePlan)
    server = example_server()
    server.is_on = False
    server.save()
    assert service.bundle_plan() is None


def test_neighbours_are_found_by_name_but_not_those_who_are_apart(ada: Person) -> None:
    ben, bea = neighbour("Ben", "Berg"), neighbour("Bea", "Berg")
    neighbour("Benno", "Ohne Chat")
    for one in (ada, ben, bea):
        chat_user(one)

    def found(typed: str) -> list[str]:
        return [one["name"] for one in client_of(ada).get("/chat/people/", {"q": typed}).json()["people"]]

    assert found("be") == ["Bea Berg", "Ben Berg"]
    assert found("b") == found("") == found("xyz") == []
    assert found("ada") == []
    Block.objects.create(blocker=bea, blocked=ada)
    Person.objects.update(has_blocks=True)
    ada.refresh_from_db()
    assert hidden_from(ada) == {bea.pk}
    assert found("berg") == ["Ben Berg"]
    assert bea in find_people("berg")
    said = client_of(ada).get("/chat/people/", {"q": "ben"}).json()["people"]
    assert said == [{"name": "Ben Berg", "user": f"@{ChatUser.objects.get(person=ben).localpart}:quartier.example.org"}]


def test_who_was_blocked_meanwhile_may_speak_no_further(ada: Person) -> None:
    ben = neighbour("Ben", "Berg")
    mine, his = (chat_user(one).localpart for one in (ada, ben))

    def why(browser: Client, other: str) -> str:
        return str(browser.post("/chat/meets/", {"user": f"@{other}:quartier.example.org"}).json()["why"])

    assert why(client_of(ada), his) == why(client_of(ben), mine) == ""
    Block.objects.create(blocker=ada, blocked=ben)
    Person.objects.update(has_blocks=True)
    assert why(client_of(ada), his)
    assert why(client_of(ben), mine)


def test_who_is_paused_while_they_speak_hears_why_it_ends(ada: Person) -> None:
    """They may send nothing at all, so it isn't the question itself that answers."""
    his = chat_user(neighbour("Ben", "Berg")).localpart
    Person.objects.filter(pk=ada.pk).update(paused_until=timezone.now() + timedelta(days=3))
    asked = client_of(ada).post("/chat/meets/", {"user": f"@{his}:x"}, headers={"Accept": "application/json"})
    assert asked.status_code == 403
    assert asked.json()["error"]


def test_what_was_said_is_taken_along_into_the_form_for_reports_and_nothing_is_sent(ada: Person) -> None:
    ben = neighbour("Ben", "Berg")
    browser, user = client_of(ada), f"@{chat_user(ben).localpart}:quartier.example.org"
    onward = browser.post("/chat/report/", {"user": user, "said": "x"})
    assert (onward.status_code, onward["Location"]) == (307, f"/melden/person/{ben.pk}/")
    page = browser.post(onward["Location"], {"user": user, "said": "Ben: <b>Geh weg</b>" * 500}).content.decode()
    assert "Ben: &lt;b&gt;Geh weg" in page
    assert "Hier steht, was gesagt wurde" in page
    assert Report.objects.count() == 0
    assert browser.post("/chat/report/", {"user": "@nobody:x", "said": "x"}).status_code == 404
    assert browser.post("/chat/report/").status_code == 404
    assert browser.get(f"/chat/neighbour/{chat_user(ben).localpart}/")["Location"] == f"/people/{ben.pk}/"
    assert browser.get("/chat/neighbour/nobody/").status_code == 404


@pytest.mark.machine
def test_all_of_it_weighs_less_than_two_megabytes(count: object) -> None:
    from tests.chat_page import built as build

    sizes = json.loads((build() / "bundle.json").read_text())["sizes"]
    whole = sum(size["brotli"] for size in sizes.values())
    count("bytes of the chat's bundle, as brotli", whole, seed=None)
    assert whole <= 2_000_000, settings.DATA
