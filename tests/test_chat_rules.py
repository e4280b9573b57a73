"""The quarter's rules hold in the homeserver, whichever app somebody uses; and rooms follow the groups. Real Synapse."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Group, Person
from quartier.api.testing.people import client_of, guest, neighbour
from quartier.kernel.groups.models import Membership
from quartier.kernel.people.blocks import Block
from quartier.kernel.people.guardians import Guardianship
from quartier.modules.chat import rooms
from quartier.modules.chat.following import follow
from quartier.modules.chat.homeserver_api import as_admin, as_bot, path_of
from quartier.modules.chat.models import Begun, ChatUser, Farewell, Room, RoomMember
from quartier.modules.chat.sessions import say_farewells
from tests.homeserver import NAME, Grant, Homeserver, ask, homeserver_at, log_in

pytestmark = [pytest.mark.machine, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def homeserver(live_server: object) -> Homeserver:
    return homeserver_at(str(live_server))


def somebody(name: str, **more: Any) -> tuple[Person, Grant]:
    person = neighbour(name, "Muster")
    Person.objects.filter(pk=person.pk).update(**more)
    person.refresh_from_db()
    return person, log_in(person)


def address(person: Person) -> str:
    return f"@{ChatUser.objects.get(person=person).localpart}:{NAME}"


def asks_in(grant: Grant, *people: Person, **more: Any) -> dict[str, Any]:
    said = {"is_direct": True, "preset": "trusted_private_chat", "invite": [address(one) for one in people], **more}
    return ask("POST", "createRoom", grant.access, said, ok=False)


def says(grant: Grant, room_id: str, text: str = "Hallo") -> dict[str, Any]:
    path = f"rooms/{path_of(room_id)}/send/m.room.message/{time.monotonic_ns()}"
    return ask("PUT", path, grant.access, {"msgtype": "m.text", "body": text}, ok=False)


def is_forbidden(answer: dict[str, Any]) -> bool:
    """With a sentence, which apps show."""
    return (answer.get("status"), answer.get("errcode")) == (403, "M_FORBIDDEN") and bool(answer["why"])


def follow_now() -> None:
    follow(timezone.now())


def members(room: Room) -> set[str]:
    return set(as_bot("GET", f"rooms/{path_of(room.room_id)}/joined_members")["joined"]) - {f"@quartier:{NAME}"}


def group_of(*people: Person, name: str = "Gartengruppe") -> Group:
    group = Group.objects.create(name=name)
    for person in people:
        Membership.objects.create(group=group, person=person)
    return group


def test_who_was_blocked_reaches_nobody_any_more() -> None:
    (ada, as_ada), (ben, as_ben) = somebody("Ada"), somebody("Ben")
    room = asks_in(as_ada, ben)["room_id"]
    ask("POST", f"rooms/{path_of(room)}/join", as_ben.access, {})
    assert "event_id" in says(as_ada, room)
    assert not Begun.objects.exists()  # Ben answered by coming
    Block.objects.create(blocker=ben, blocked=ada)
    Person.objects.update(has_blocks=True)
    time.sleep(2.1)  # so long a yes is remembered
    assert is_forbidden(says(as_ada, room))
    assert is_forbidden(says(as_ben, room))
    assert is_forbidden(asks_in(as_ada, ben))
    assert is_forbidden(asks_in(as_ben, ada))


def rings(grant: Grant, room_id: str) -> dict[str, Any]:
    """As any app rings: what a call says goes through the room."""
    path = f"rooms/{path_of(room_id)}/send/m.call.invite/{time.monotonic_ns()}"
    offer = {"type": "offer", "sdp": "v=0"}
    said = {"call_id": "1", "party_id": "2", "version": "1", "lifetime": 60000, "offer": offer}
    return ask("PUT", path, grant.access, said, ok=False)


def test_nobody_rings_who_may_not_write_whichever_app_they_use() -> None:
    (ada, as_ada), (ben, as_ben), (mother, as_mother) = somebody("Ada"), somebody("Ben"), somebody("Mira")
    kim, as_kim = somebody("Kim", birth_date=timezone.localdate() - timedelta(days=14 * 366))
    Guardianship.objects.create(child=kim, guardian=mother)
    room, with_kim = asks_in(as_ada, ben)["room_id"], asks_in(as_ada, mother, kim)["room_id"]
    for grant, where in ((as_ben, room), (as_mother, with_kim), (as_kim, with_kim)):
        ask("POST", f"rooms/{path_of(where)}/join", grant.access, {})
    assert "event_id" in rings(as_ben, room)
    Block.objects.create(blocker=ada, blocked=ben)
    Person.objects.update(has_blocks=True)
    ask("POST", f"rooms/{path_of(with_kim)}/leave", as_mother.access, {})
    time.sleep(2.1)  # so long an answer about writing counts
    for grant, where in ((as_ben, room), (as_ada, room), (as_ada, with_kim), (as_kim, with_kim)):
        assert is_forbidden(rings(grant, where))
        assert is_forbidden(says(grant, where))


def test_newcomers_write_to_few_new_people_a_day() -> None:
    _new, as_new = somebody("Neu", newcomer_since=timezone.now())
    strangers = [somebody(f"Nachbar{number}")[0] for number in range(5)]
    answers = [asks_in(as_new, stranger) for stranger in strangers]
    assert ["room_id" in answer for answer in answers] == [True] * 4 + [False]
    assert is_forbidden(answers[-1])


def test_adults_begin_nothing_with_young_people_without_their_guardian() -> None:
    (child, as_child), (mother, as_mother), (_adult, as_adult) = (
        somebody("Kim", birth_date=timezone.localdate() - timedelta(days=14 * 366)), somebody("Mira"), somebody("Olaf"),
    )  # fmt: skip
    assert is_forbidden(asks_in(as_adult, child))
    Guardianship.objects.create(child=child, guardian=mother)
    assert is_forbidden(asks_in(as_adult, child))
    assert is_forbidden(asks_in(as_adult, child, mother))  # the guardian comes first
    assert "room_id" in asks_in(as_adult, mother, child)
    assert "room_id" in asks_in(as_mother, child)
    assert is_forbidden(asks_in(as_child, _adult))


def test_who_is_paused_reads_and_writes_nothing() -> None:
    (ada, as_ada), (ben, _as_ben) = somebody("Ada"), somebody("Ben")
    room = asks_in(as_ada, ben)["room_id"]
    Person.objects.filter(pk=ada.pk).update(paused_until=timezone.now() + timedelta(days=3))
    time.sleep(2.1)
    assert is_forbidden(says(as_ada, room))
    assert is_forbidden(asks_in(as_ada, ben))
    assert "rooms" in ask("GET", "sync?timeout=0", as_ada.access)


def test_nobody_opens_a_room_to_everybody() -> None:
    _ada, as_ada = somebody("Ada")
    assert is_forbidden(asks_in(as_ada, preset="public_chat"))
    assert is_forbidden(asks_in(as_ada, visibility="public"))
    room = asks_in(as_ada)["room_id"]
    state = f"rooms/{path_of(room)}/state"
    for kind, content in (
        ("join_rules", {"join_rule": "public"}),
        ("history_visibility", {"history_visibility": "world_readable"}),
    ):
        assert is_forbidden(ask("PUT", f"{state}/m.room.{kind}/", as_ada.access, content, ok=False))
    _ben, as_ben = somebody("Ben")
    assert ask("POST", f"rooms/{path_of(room)}/join", as_ben.access, {}, ok=False)["status"] == 403


def test_guests_get_no_chat_before_somebody_has_confirmed_them() -> None:
    browser = client_of(guest())
    for path in ("/chat/", "/chat/apps/", "/chat/oauth/authorize/?client_id=x"):
        assert browser.get(path).status_code == 403
    assert browser.post("/chat/session/", {"device_id": ""}).status_code == 403


def test_a_groups_room_is_encrypted_and_follows_who_is_in_the_group() -> None:
    (ada, as_ada), (ben, _as_ben), (eve, as_eve) = somebody("Ada"), somebody("Ben"), somebody("Eve")
    group = group_of(ada, ben)
    follow_now()
    room, space = Room.objects.get(group=group), Room.objects.get(is_space=True)
    assert members(room) == {address(ada), address(ben)}
    assert {address(ada), address(ben), address(eve)} <= members(space)
    encryption = ask("GET", f"rooms/{path_of(room.room_id)}/state/m.room.encryption/", as_ada.access)
    assert encryption["algorithm"] == "m.megolm.v1.aes-sha2"
    assert ask("POST", f"rooms/{path_of(room.room_id)}/join", as_eve.access, {}, ok=False)["status"] == 403
    assert (
        ask("POST", f"rooms/{path_of(room.room_id)}/invite", as_ada.access, {"user_id": address(eve)}, ok=False)[
            "status"
        ]
        == 403
    )
    Membership.objects.filter(person=ben).delete()
    Membership.objects.create(group=group, person=eve, role="moderator")
    Group.objects.filter(pk=group.pk).update(name="Beetgruppe")
    follow_now()
    assert members(room) == {address(ada), address(eve)}
    levels = as_bot("GET", f"rooms/{path_of(room.room_id)}/state/m.room.power_levels/")
    assert levels["users"][address(eve)] == 50
    assert as_bot("GET", f"rooms/{path_of(room.room_id)}/state/m.room.name/")["name"] == "Beetgruppe"


def test_whoever_is_excluded_is_out_of_every_room() -> None:
    (ada, _as_ada), (ben, _as_ben) = somebody("Ada"), somebody("Ben")
    room_of = group_of(ada, ben)
    follow_now()
    Person.objects.filter(pk=ben.pk).update(standing="excluded")
    gone = address(ben)
    follow_now()
    assert gone not in members(Room.objects.get(group=room_of)) | members(Room.objects.get(is_space=True))


def test_said_again_it_changes_nothing_and_what_others_changed_is_put_right() -> None:
    (ada, as_ada), (ben, _as_ben) = somebody("Ada"), somebody("Ben")
    group = group_of(ada, ben)
    follow_now()
    assert rooms.settle(100) == 0
    room = Room.objects.get(group=group)
    Room.objects.filter(pk=room.pk).delete()  # killed between making it and writing that down
    follow_now()
    again = Room.objects.get(group=group)
    assert again.room_id == room.room_id
    ask("POST", f"rooms/{path_of(room.room_id)}/leave", as_ada.access, {})
    RoomMember.objects.filter(room=again, user__person=ben).delete()
    Room.objects.update(looked=None)
    follow_now()
    assert members(again) == {address(ada), address(ben)}


def test_a_group_that_ends_ends_its_room_and_the_bot_holds_no_keys() -> None:
    ada, as_ada = somebody("Ada")
    group = group_of(ada)
    follow_now()
    room_id = Room.objects.get(group=group).room_id
    group.delete()
    follow_now()
    assert not Room.objects.filter(is_space=False, is_news=False).exists()
    deadline = time.monotonic() + 180
    while ask("GET", f"rooms/{path_of(room_id)}/state", as_ada.access, ok=False).get("status") != 403:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert as_admin("GET", f"v2/users/{path_of(f'@quartier:{NAME}')}/devices")["total"] == 0


def test_erasing_somebody_deletes_their_chat_address() -> None:
    from quartier.api import Actor
    from quartier.kernel.privacy.erasure import erase_person

    (ada, as_ada), _ben = somebody("Ada"), somebody("Ben")
    follow_now()
    localpart, gone = ChatUser.objects.get(person=ada).localpart, address(ada)
    erase_person(ada, by=Actor(ada))
    assert Farewell.objects.filter(localpart=localpart, device_id="").exists()
    assert say_farewells() >= 1
    assert as_admin("GET", f"v2/users/{path_of(gone)}")["deactivated"] is True
    assert ask("GET", "account/whoami", as_ada.access, ok=False)["status"] == 401
    deadline = time.monotonic() + 180
    while gone in members(Room.objects.get(is_space=True)):  # the homeserver takes them out in the background
        assert time.monotonic() < deadline
        time.sleep(0.2)
