"""The quarter's space and its groups' rooms. Who ought to be in them stands in the groups, who is in them in `RoomMember`;
the difference is what is still to be said to the homeserver, so nothing can be forgotten, and twice does no harm."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from quartier.api import Group, members_of_groups
from quartier.modules.chat.homeserver_api import Refusal, as_admin, as_bot, path_of
from quartier.modules.chat.models import ChatServer, ChatUser, Room, RoomMember

LOOKS_EVERY = timedelta(hours=1)
MODERATOR = 50
Wanted = dict[int, int]  # user → level


def make_rooms(server: ChatServer, quarter: str) -> int:
    """Those that are missing, and what they are called now. A group that ended ends its room."""
    made = 0
    space = Room.objects.filter(is_space=True).first()
    if space is None:
        space = Room.objects.create(is_space=True, room_id=_make(server, "quartier-all", quarter), name=quarter)
        made += 1
    for group in Group.objects.filter(hidden=None).exclude(pk__in=Room.objects.exclude(group=None).values("group")):
        room_id = _make(server, f"quartier-group-{group.pk}", group.name, space=space.room_id)
        Room.objects.create(group=group, room_id=room_id, name=group.name)
        made += 1
    for room in Room.objects.filter(group=None, is_space=False):
        _close(room)
    for room in Room.objects.select_related("group"):
        _rename(room, room.group.name if room.group else quarter)
    return made


def _make(server: ChatServer, alias: str, name: str, *, space: str = "") -> str:
    """Killed in the middle, the room is found again by its alias."""
    full = f"#{alias}:{server.server_name}"
    try:
        return str(as_bot("GET", f"directory/room/{path_of(full)}")["room_id"])
    except Refusal as refusal:
        if refusal.status != 404:
            raise
    room_id = str(as_bot("POST", "createRoom", _content(alias, name, space, server.server_name))["room_id"])
    if space:
        child = f"rooms/{path_of(space)}/state/m.space.child/{path_of(room_id)}"
        as_bot("PUT", child, {"via": [server.server_name], "suggested": True})
    return room_id


def _content(alias: str, name: str, space: str, server_name: str) -> dict[str, object]:
    """Encrypted, by invitation of the quarter alone; who comes later sees what was said before only if keys are shared."""
    powers = {
        "m.room.encryption": 100,
        "m.room.join_rules": 100,
        "m.room.power_levels": 100,
        "m.room.history_visibility": 100,
    }
    said: dict[str, object] = {
        "name": name, "preset": "private_chat", "visibility": "private", "room_alias_name": alias,
        "power_level_content_override": {"events": powers, "invite": 100, "kick": 50, "ban": 50, "redact": 50},
        "initial_state": [
            {"type": "m.room.guest_access", "state_key": "", "content": {"guest_access": "forbidden"}},
            {"type": "m.room.history_visibility", "state_key": "", "content": {"history_visibility": "shared"}},
        ],
    }  # fmt: skip
    state: list[object] = said["initial_state"]  # type: ignore[assignment]
    if space:
        state.append({"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}})
        parent = {"via": [server_name], "canonical": True}
        state.append({"type": "m.space.parent", "state_key": space, "content": parent})
        return said
    said["power_level_content_override"] = {"events": powers, "events_default": 100, "invite": 100}
    return {**said, "creation_content": {"type": "m.space"}}


def _rename(room: Room, name: str) -> None:
    if name and room.name != name:
        as_bot("PUT", f"rooms/{path_of(room.room_id)}/state/m.room.name/", {"name": name})
        Room.objects.filter(pk=room.pk).update(name=name)


def _close(room: Room) -> None:
    """Everybody is out, and what was said there is deleted on this server."""
    try:
        as_admin("DELETE", f"v2/rooms/{path_of(room.room_id)}", {"block": True, "purge": True})
    except Refusal as refusal:
        if refusal.status != 404:
            raise
    room.delete()


def settle(most: int) -> int:
    """Up to so many people let in or out; those who have to go first. Returns how many."""
    rooms = {room.pk: room for room in Room.objects.select_related("group")}
    wanted, there = _wanted(list(rooms.values())), _there()
    done = 0
    for pk, room in rooms.items():
        for user in sorted(there.get(pk, {}).keys() - wanted[pk].keys())[: most - done]:
            _let_out(room, RoomMember.objects.select_related("user").get(room=room, user=user))
            done += 1
    for pk, room in rooms.items():
        missing = sorted(wanted[pk].keys() - there.get(pk, {}).keys())[: most - done]
        for user_row in ChatUser.objects.filter(pk__in=missing):
            _let_in(room, user_row)
            there.setdefault(pk, {})[user_row.pk] = 0
            done += 1
        done += _set_levels(room, there.get(pk, {}), wanted[pk])
    return done


def _wanted(rooms: list[Room]) -> dict[int, Wanted]:
    """By room: whoever belongs there, once the homeserver knows them."""
    known = ChatUser.objects.filter(person__standing="member").exclude(told={})
    users = dict(known.values_list("person", "pk"))
    groups = members_of_groups()
    found: dict[int, Wanted] = {}
    nobody: dict[int, bool] = {}
    for room in rooms:
        levels = dict.fromkeys(users, False) if room.is_space else groups.get(room.group_id or 0, nobody)
        found[room.pk] = {users[one]: MODERATOR if leads else 0 for one, leads in levels.items() if one in users}
    return found


def _there() -> dict[int, Wanted]:
    """By room: who is in it as far as we know."""
    found: dict[int, Wanted] = {}
    for room, user, level in RoomMember.objects.values_list("room__pk", "user", "level"):
        found.setdefault(room, {})[user] = level
    return found


def _let_in(room: Room, user: ChatUser) -> None:
    server = ChatServer.objects.get(pk=1).server_name
    as_admin("POST", f"v1/join/{path_of(room.room_id)}", {"user_id": f"@{user.localpart}:{server}"})
    RoomMember.objects.get_or_create(room=room, user=user)


def _let_out(room: Room, member: RoomMember) -> None:
    server = ChatServer.objects.get(pk=1).server_name
    person = f"@{member.user.localpart}:{server}"
    try:
        as_bot("POST", f"rooms/{path_of(room.room_id)}/kick", {"user_id": person})
    except Refusal as refusal:
        if refusal.status not in {403, 404}:  # not there any more
            raise
    member.delete()


def _set_levels(room: Room, there: Wanted, wanted: Wanted) -> int:
    """Who looks after the group looks after its room."""
    changed = {user: wanted[user] for user, level in there.items() if user in wanted and level != wanted[user]}
    if not changed:
        return 0
    server = ChatServer.objects.get(pk=1).server_name
    path = f"rooms/{path_of(room.room_id)}/state/m.room.power_levels/"
    levels: dict[str, Any] = as_bot("GET", path)
    for pk, localpart in ChatUser.objects.filter(pk__in=changed).values_list("pk", "localpart"):
        levels.setdefault("users", {})[f"@{localpart}:{server}"] = changed[pk]
    as_bot("PUT", path, levels)
    for changed_pk, level in changed.items():
        RoomMember.objects.filter(room=room, user=changed_pk).update(level=level)
    return len(changed)


def compare(now: datetime) -> int:
    """What the homeserver says about who is where: whoever left by themselves or slipped in is put right afterwards."""
    looked = 0
    for room in Room.objects.filter(Q(looked=None) | Q(looked__lt=now - LOOKS_EVERY))[:5]:
        try:
            joined = as_bot("GET", f"rooms/{path_of(room.room_id)}/joined_members")["joined"]
        except Refusal:  # the homeserver knows no such room: an older back-up. It is made anew.
            room.delete()
            continue
        names = {name.partition(":")[0].removeprefix("@") for name in joined}
        users = dict(ChatUser.objects.filter(localpart__in=names).values_list("pk", "localpart"))
        room.members.exclude(user__in=users).delete()
        for pk in users.keys() - set(room.members.values_list("user", flat=True)):
            RoomMember.objects.get_or_create(room=room, user_id=pk)
        Room.objects.filter(pk=room.pk).update(looked=timezone.now())
        looked += 1
    return looked
