"""Rooms that the quarter makes and ends: its space, one for each group, one for announcements, one for a matter."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quartier.api import Group
from quartier.modules.chat.homeserver_api import Refusal, as_admin, as_bot, path_of
from quartier.modules.chat.matter_rooms import Wish
from quartier.modules.chat.models import ChatServer, Room

MOST_A_ROUND = 20
ENCRYPTION: dict[str, object] = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}
GUARDED = ("m.room.encryption", "m.room.join_rules", "m.room.power_levels", "m.room.history_visibility")


class Sort(NamedTuple):
    """What becomes of a room: the last part of its alias tells apps what it is."""

    alias: str
    name: str
    space: str = ""  # that it belongs to
    is_space: bool = False
    is_encrypted: bool = True


def make_rooms(server: ChatServer, quarter: str, wishes: dict[int, Wish]) -> int:
    """Those that are missing, and what they are called now. A group that ended ends its room."""
    made = 0
    space = Room.objects.filter(is_space=True).first()
    if space is None:
        room_id = _make(server, Sort("quartier-all", quarter, is_space=True))
        space = Room.objects.create(is_space=True, room_id=room_id, name=quarter)
        made += 1
    if not Room.objects.filter(is_news=True).exists():
        room_id = _make(server, Sort("quartier-news", _("Announcements"), space.room_id, is_encrypted=False))
        Room.objects.create(is_news=True, room_id=room_id, name=_("Announcements"))
        made += 1
    for group in Group.objects.filter(hidden=None).exclude(pk__in=Room.objects.exclude(group=None).values("group")):
        room_id = _make(server, Sort(f"quartier-group-{group.pk}", group.name, space.room_id))
        Room.objects.create(group=group, room_id=room_id, name=group.name)
        made += 1
    made += _make_for_matters(server, wishes)
    _end_and_rename(quarter)
    return made


def _make_for_matters(server: ChatServer, wishes: dict[int, Wish]) -> int:
    """They stand in no space: nobody else learns that there is one."""
    having = set(Room.objects.exclude(matter=None).values_list("matter", flat=True))
    missing = [wish.matter for pk, wish in wishes.items() if wish.is_open and pk not in having]
    for matter in missing[:MOST_A_ROUND]:
        room_id = _make(server, Sort(f"quartier-matter-{matter.pk}", str(matter)))
        Room.objects.create(matter=matter, room_id=room_id, name=str(matter)[:120])
    return len(missing[:MOST_A_ROUND])


def _end_and_rename(quarter: str) -> None:
    for room in Room.objects.filter(group=None, matter=None, is_space=False, is_news=False):
        close(room)
    for room in Room.objects.select_related("group", "matter"):
        about = room.group.name if room.group else str(room.matter) if room.matter else ""
        _rename(room, quarter if room.is_space else about[:120])


def _make(server: ChatServer, sort: Sort) -> str:
    """Killed in the middle, the room is found again by its alias."""
    full = f"#{sort.alias}:{server.server_name}"
    try:
        return str(as_bot("GET", f"directory/room/{path_of(full)}")["room_id"])
    except Refusal as refusal:
        if refusal.status != 404:
            raise
    room_id = str(as_bot("POST", "createRoom", _content(sort, server.server_name))["room_id"])
    if sort.space:
        child = f"rooms/{path_of(sort.space)}/state/m.space.child/{path_of(room_id)}"
        as_bot("PUT", child, {"via": [server.server_name], "suggested": True})
    return room_id


def _content(sort: Sort, server_name: str) -> dict[str, object]:
    """By invitation of the quarter alone; where it is encrypted, who comes later opens nothing of before."""
    state: list[dict[str, object]] = [
        {"type": "m.room.guest_access", "state_key": "", "content": {"guest_access": "forbidden"}},
        {"type": "m.room.history_visibility", "state_key": "", "content": {"history_visibility": "shared"}},
        {"type": "m.room.join_rules", "state_key": "", "content": {"join_rule": "invite"}},
    ]
    events = {
        **dict.fromkeys(GUARDED, 100),
        "m.room.redaction": 0,
    }  # everybody deletes their own, also where it is silent
    levels: dict[str, Any] = {"events": events, "invite": 100, "kick": 50, "ban": 50, "redact": 50}
    said: dict[str, object] = {
        # the homeserver encrypts what is "private" by itself: what shall not be is none, and yet open to nobody
        "name": sort.name, "preset": "private_chat" if sort.is_encrypted else "public_chat", "visibility": "private",
        "room_alias_name": sort.alias, "initial_state": state, "power_level_content_override": levels,
    }  # fmt: skip
    if sort.is_space:
        levels["events_default"] = 100
        return {**said, "creation_content": {"type": "m.space"}}
    if sort.is_encrypted:
        state.append(ENCRYPTION)
    if sort.space:
        parent = {"via": [server_name], "canonical": True}
        state.append({"type": "m.space.parent", "state_key": sort.space, "content": parent})
    return said


def _rename(room: Room, name: str) -> None:
    if name and room.name != name:
        as_bot("PUT", f"rooms/{path_of(room.room_id)}/state/m.room.name/", {"name": name})
        Room.objects.filter(pk=room.pk).update(name=name)


def close(room: Room) -> None:
    """Everybody is out, and what was said there is deleted on this server."""
    try:
        as_admin("DELETE", f"v2/rooms/{path_of(room.room_id)}", {"block": True, "purge": True})
    except Refusal as refusal:
        if refusal.status != 404:
            raise
    room.delete()
