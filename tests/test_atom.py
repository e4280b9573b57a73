"""What everybody may read, as a feed: read here with a parser that isn't ours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from quartier.api.testing import client_of, moderator, neighbour
from quartier.kernel.entries.actions import hide_entry, switch_module
from quartier.kernel.entries.models import Entry
from quartier.kernel.moderation.log_models import LogLine
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.roles.models import RoleHolder
from quartier.modules.board.actions import edit_post, write_post
from quartier.modules.board.models import Post

pytestmark = pytest.mark.django_db


def read(client: Client, address: str = "/atom/") -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    ET.fromstring(answer.content)
    found = feedparser.parse(
        answer.content, response_headers={name.lower(): value for name, value in answer.headers.items()}
    )
    assert not found.bozo, found.get("bozo_exception")
    return found


def post(author: Person, title: str, reach: str = "public", **details: Any) -> Post:
    return write_post(by=Actor(author), title=title, reach=reach, sort=details.pop("sort", "news"), **details)


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe", "Demir")


def test_a_feed_holds_what_is_public_and_nothing_else(ayse: Person) -> None:
    post(ayse, "Für alle & <b>jeden</b>", text="Hallo\x0b **Welt**")
    post(ayse, "Nur für Nachbarn", reach="members")
    for client in (Client(), client_of(ayse)):
        found = read(client)
        assert found.version == "atom10"
        assert [entry.title for entry in found.entries] == ["Für alle & <b>jeden</b>"]
        (entry,) = found.entries
        assert entry.author == "Ayşe D."
        assert entry.link.startswith("http://testserver/board/")
        assert entry.tags[0].term == "board.post"
        assert "Demir" not in client.get("/atom/").content.decode()


def test_an_entry_keeps_its_id_whatever_the_server_is_called(ayse: Person) -> None:
    post(ayse, "Brunnen")
    here, there = read(Client()), read(Client(headers={"host": "kiez.example"}))
    assert here.entries[0].id == there.entries[0].id
    assert here.feed.id == there.feed.id
    assert here.entries[0].id.startswith("urn:uuid:")
    assert there.entries[0].link.startswith("http://kiez.example/")
    assert read(Client(), "/atom/board.post/").feed.id != here.feed.id


def test_nothing_is_sent_twice_until_something_changes(ayse: Person) -> None:
    written = post(ayse, "Brunnen")
    client = Client()
    first = client.get("/atom/")
    assert client.get("/atom/", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get("/atom/", headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    before = read(client).entries[0].updated_parsed
    Entry.objects.update(changed=timezone.now() - timedelta(hours=1))
    edit_post(written, by=Actor(ayse), title="Brunnen, wieder trocken", sort="news", text="")
    again = client.get("/atom/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert read(client).entries[0].updated_parsed >= before
    assert "max-age" in again["Cache-Control"]


def test_feeds_of_a_kind_and_of_a_facet(ayse: Person) -> None:
    post(ayse, "Neues")
    post(ayse, "Wer weiß es?", sort="question")
    assert len(read(Client(), "/atom/board.post/").entries) == 2
    assert [entry.title for entry in read(Client(), "/atom/board.post/?f=question").entries] == ["Wer weiß es?"]
    assert not read(Client(), "/atom/help.offer/").entries
    assert Client().get("/atom/no.such/").status_code == 404


def test_what_is_hidden_or_off_leaves_the_feed(ayse: Person) -> None:
    post(ayse, "Böses")
    keeper = neighbour("Kim")
    RoleHolder.objects.create(person=keeper, role="key_holder")
    hide_entry(Entry.objects.get(), by=Actor(moderator()))
    assert not read(Client()).entries
    post(ayse, "Gutes")
    switch_module("board", on=False, by=Actor(keeper))
    assert not read(Client()).entries
    assert Client().get("/atom/board.post/").status_code == 404


def test_pages_say_where_their_feed_is(ayse: Person) -> None:
    post(ayse, "Brunnen")
    assert b'type="application/atom+xml"' in Client().get("/").content
    assert b'href="/atom/board.post/"' in Client().get("/liste/board.post/").content


def test_the_public_log_is_a_feed_of_the_months_that_are_over() -> None:
    """Not of the running one: whoever asks every hour would learn when something was decided."""
    this_month = timezone.localdate().replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    line = {"what": "comment", "rule": "respect", "measure": "hide", "by": "panel", "days": 2}
    LogLine.objects.bulk_create(LogLine(month=last_month, **line) for _number in range(3))
    LogLine.objects.create(month=this_month, **line)
    assert b'href="/protokoll/atom/"' in Client().get("/protokoll/").content
    found = read(Client(), "/protokoll/atom/")
    assert [entry.link for entry in found.entries] == [f"http://testserver/protokoll/#{last_month:%Y-%m}"]
    assert "3 Entscheidungen" in found.entries[0].summary
