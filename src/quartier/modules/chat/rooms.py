"""Who is in the quarter's rooms. Who ought to be stands in the groups and matters, who is in them in `RoomMember`;
the difference is what is still to be said to the homeserver, so nothing can be forgotten, and twice does no harm."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from quartier.api import members_of_groups
from quartier.modules.chat.homeserver_api import Refusal, as_admin, as_bot, path_of
from quartier.modules.chat.matter_rooms import Wish, settle_quiet, wishes
from quartier.modules.chat.models import ChatServer, ChatUser, Room, RoomMember

LOOKS_EVERY = timedelta(hours=1)
MODERATOR = 50
NOT_THERE = {403, 404}
Wanted = dict[int, int]  # user → level


def settle(most: int, matters: dict[int, Wish] | None = None) -> int:
    """Up to so many people let in or out; those who have to go first. Returns how many."""
    matters = wishes() if matters is None else matters
    rooms = {room.pk: room for room in Room.objects.all()}
    wanted, there = _wanted(list(rooms.values()), matters), _there()
    done = settle_quiet(matters)
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


def _wanted(rooms: list[Room], matters: dict[int, Wish]) -> dict[int, Wanted]:
    """By room: whoever belongs there, once the homeserver knows them."""
    known = ChatUser.objects.filter(person__standing="member").exclude(told={})
    users = dict(known.values_list("person", "pk"))
    groups = members_of_groups()
    found: dict[int, Wanted] = {}
    nobody: dict[int, bool] = {}
    for room in rooms:
        if room.is_space or room.is_news:
            levels = dict.fromkeys(users, False)
        elif room.matter_id in matters:
            levels = dict.fromkeys(matters[room.matter_id].people, False)
        else:
            levels = groups.get(room.group_id or 0, nobody)
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
        except Refusal as refusal:
            if refusal.status not in NOT_THERE:
                raise
            room.delete()  # the homeserver knows no such room: an older back-up. It is made anew.
            continue
        names = {name.partition(":")[0].removeprefix("@") for name in joined}
        users = dict(ChatUser.objects.filter(localpart__in=names).values_list("pk", "localpart"))
        room.members.exclude(user__in=users).delete()
        for pk in users.keys() - set(room.members.values_list("user", flat=True)):
            RoomMember.objects.get_or_create(room=room, user_id=pk)
        Room.objects.filter(pk=room.pk).update(looked=timezone.now())
        looked += 1
    return looked
