"""Rooms of matters and the announcements: who is in them, who writes, and what falls silent. Real Synapse."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Actor, Matter, Person, leave, open_matter, people_helped_in
from quartier.api.testing.people import client_of, holder_of, neighbour
from quartier.kernel.assistance.models import Assistance, Given
from quartier.kernel.matters.endings import drop
from quartier.kernel.people.blocks import Block
from quartier.kernel.people.guardians import Guardianship
from quartier.modules.chat.homeserver_api import as_bot, path_of
from quartier.modules.chat.models import AppSession, ChatServer, ChatUser, Room
from quartier.modules.chat.terms import ANNOUNCE
from tests.homeserver import Grant, Homeserver, ask, homeserver_at, log_in
from tests.test_chat_rules import address, follow_now, is_forbidden, members, says, somebody

pytestmark = [pytest.mark.machine, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def homeserver(live_server: object) -> Homeserver:
    return homeserver_at(str(live_server))


def matter_of(one: Person, other: Person) -> Matter:
    parties = {one: "asker", other: "helper"}
    return open_matter(by=Actor(one), kind="chat.example", about=None, title="Regal aufbauen", parties=parties)


def page(person: Person, matter: Matter) -> str:
    return client_of(person).get(f"/matters/{matter.pk}/").content.decode()


def room_of(matter: Matter) -> Room:
    return Room.objects.get(matter=matter)


def state(room: Room, kind: str, grant: Grant | None = None) -> dict[str, Any]:
    path = f"rooms/{path_of(room.room_id)}/state/{kind}/"
    return ask("GET", path, grant.access, ok=False) if grant else as_bot("GET", path)


def test_a_matter_has_an_encrypted_room_once_all_of_its_parties_have_opened_the_chat() -> None:
    (ada, _as_ada), ben = somebody("Ada"), neighbour("Ben", "Muster")
    matter = matter_of(ada, ben)
    follow_now()
    assert not Room.objects.filter(matter=matter).exists()
    assert "nicht verschlüsselt" in page(ada, matter)
    as_ben = log_in(ben)
    _eve, as_eve = somebody("Eve")
    follow_now()
    room = room_of(matter)
    assert members(room) == {address(ada), address(ben)}
    assert state(room, "m.room.encryption", as_ben)["algorithm"] == "m.megolm.v1.aes-sha2"
    assert "event_id" in says(as_ben, room.room_id)
    assert is_forbidden(says(as_eve, room.room_id))
    space = Room.objects.get(is_space=True)
    assert room.room_id not in str(as_bot("GET", f"rooms/{path_of(space.room_id)}/state"))  # nobody else learns of it
    shown = page(ben, matter)
    assert "Ihr schreibt verschlüsselt, im Chat" in shown
    assert "<summary>" in shown[: shown.index('name="text"')]  # writing on the page is folded away, and possible
    follow_now()
    assert Room.objects.filter(matter=matter).count() == 1


def test_who_drops_out_is_excluded_or_blocked_is_cut_off_at_once() -> None:
    (ada, as_ada), (ben, as_ben), (eve, as_eve) = somebody("Ada"), somebody("Ben"), somebody("Eve")
    one, two = matter_of(ada, ben), matter_of(ada, eve)
    follow_now()
    leave(one, by=Actor(ben))
    Block.objects.create(blocker=eve, blocked=ada)
    Person.objects.update(has_blocks=True)
    follow_now()
    assert members(room_of(one)) == {address(ada)}
    for grant, room in ((as_ben, room_of(one)), (as_ada, room_of(one)), (as_ada, room_of(two)), (as_eve, room_of(two))):
        assert is_forbidden(says(grant, room.room_id))
    gone = address(eve)
    Person.objects.filter(pk=eve.pk).update(standing="excluded")
    follow_now()
    assert gone not in members(room_of(two))


def test_a_matter_that_is_over_is_silent_and_still_read() -> None:
    (ada, as_ada), (ben, as_ben) = somebody("Ada"), somebody("Ben")
    matter = matter_of(ada, ben)
    follow_now()
    room = room_of(matter)
    said = says(as_ben, room.room_id)["event_id"]
    drop(Matter.objects.get(pk=matter.pk), by=Actor(ada))
    follow_now()
    assert state(room, "m.room.power_levels")["events_default"] == 100
    assert is_forbidden(says(as_ben, room.room_id))
    assert ask("GET", f"rooms/{path_of(room.room_id)}/event/{path_of(said)}", as_ada.access)["event_id"] == said
    assert "Was ihr im Chat geschrieben habt" in page(ben, matter)
    redacts = f"rooms/{path_of(room.room_id)}/redact/{path_of(said)}/1"
    assert "event_id" in ask("PUT", redacts, as_ben.access, {})  # one's own can still be taken back
    Matter.objects.filter(pk=matter.pk).delete()
    follow_now()
    assert not Room.objects.filter(pk=room.pk).exists()


def test_where_somebody_is_helped_or_would_rather_they_write_on_the_page() -> None:
    (ada, as_ada), (ben, as_ben) = somebody("Ada"), somebody("Ben")
    matter = matter_of(ada, ben)
    follow_now()
    room, where = room_of(matter), f"/chat/matter/{matter.pk}/"
    assert client_of(neighbour("Eve", "Fremd")).post(where, {"where": "page"}).status_code == 404
    assert client_of(ben).post(where, {"where": "page"}).status_code == 302
    follow_now()
    assert is_forbidden(says(as_ada, room.room_id))
    assert "jemand von euch das so wollte" in page(ada, matter)
    client_of(ada).post(where, {"where": "chat"})
    follow_now()
    assert "event_id" in says(as_ben, room.room_id)
    until = timezone.localdate() + timedelta(days=9)
    Assistance.objects.create(
        person=ben, helper=None, areas=["matters"], given=Given.PAPER, until=until, accepted=timezone.now()
    )
    assert people_helped_in("matters") == {ben.pk}
    follow_now()
    assert is_forbidden(says(as_ada, room.room_id))
    assert "Ihr schreibt auf dieser Seite" in page(ada, matter)


def test_who_looks_after_a_young_person_is_in_their_room_too() -> None:
    birth = timezone.localdate() - timedelta(days=14 * 366)
    (kim, _as_kim), mira, (olaf, _as_olaf) = somebody("Kim", birth_date=birth), neighbour("Mira", "M"), somebody("Olaf")
    Guardianship.objects.create(child=kim, guardian=mira)
    matter = matter_of(kim, olaf)
    follow_now()
    assert not Room.objects.filter(matter=matter).exists()  # the mother has never opened the chat
    log_in(mira)
    follow_now()
    assert members(room_of(matter)) == {address(kim), address(mira), address(olaf)}


def test_announcements_are_open_to_all_written_by_few_and_say_so() -> None:
    leads, (_ben, as_ben) = holder_of(ANNOUNCE), somebody("Ben")
    as_leads = log_in(leads)
    follow_now()
    news = Room.objects.get(is_news=True)
    assert state(news, "m.room.encryption", as_ben)["status"] == 404
    assert state(news, "m.room.join_rules", as_ben)["join_rule"] == "invite"
    said = says(as_leads, news.room_id, "Am Dienstag kein Wasser")["event_id"]
    assert is_forbidden(says(as_ben, news.room_id))
    sign = {"m.relates_to": {"rel_type": "m.annotation", "event_id": said, "key": "👍"}}
    reacts = f"rooms/{path_of(news.room_id)}/send/m.reaction/{time.monotonic_ns()}"
    assert "event_id" in ask("PUT", reacts, as_ben.access, sign)
    _new, as_new = somebody("Neu")
    follow_now()
    seen = ask("GET", f"rooms/{path_of(news.room_id)}/messages?dir=b&limit=20", as_new.access)
    assert "Am Dienstag kein Wasser" in str(seen)  # also who came later


def test_the_made_up_quarters_announcements_are_said_once_by_those_who_organise_it() -> None:
    leads = holder_of(ANNOUNCE)
    ChatServer.objects.update(first_words=[[leads.pk, "Willkommen"], [leads.pk, "Am Samstag gibt es Suppe"], [0, "x"]])
    for _round in range(6):
        follow_now()
    _ben, as_ben = somebody("Ben")
    follow_now()
    news = Room.objects.get(is_news=True)
    seen = ask("GET", f"rooms/{path_of(news.room_id)}/messages?dir=b&limit=50", as_ben.access)["chunk"]
    said = [(one["sender"], one["content"]["body"]) for one in reversed(seen) if one["type"] == "m.room.message"]
    assert said[-2:] == [(address(leads), "Willkommen"), (address(leads), "Am Samstag gibt es Suppe")]
    assert not AppSession.objects.filter(user__person=leads).exists()
    assert ChatUser.objects.get(person=leads).uses_since is None
    assert ChatServer.objects.get(pk=1).first_words == []
