"""Which matters have an encrypted room, who is in it, and whether it is the place where they write.

A matter's parties write in a room as soon as all of them have opened the chat themselves. Where somebody hasn't, has
others act for them, or one of them would rather write on the page, they write there; what was said in the room stays.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q

from quartier.api import Matter, MatterState, people_helped_in
from quartier.modules.chat.homeserver_api import as_bot, path_of
from quartier.modules.chat.models import ChatUser, Room

OVER = (MatterState.CLOSED, MatterState.DROPPED)
NOBODY = 100  # the level that nobody has but the quarter itself


class Wish(NamedTuple):
    """What ought to be."""

    matter: Matter
    people: frozenset[int]  # persons who are in it
    is_open: bool  # they write in the room


def wishes() -> dict[int, Wish]:
    """By matter: those whose parties might all use the chat, and those that have a room already."""
    rooms = dict(Room.objects.exclude(matter=None).values_list("matter", "is_page_wanted"))
    somebody_else = Matter.objects.filter(
        parties__left=None, parties__person__isnull=False, parties__person__chat_user__uses_since=None
    )
    running = ~Q(state__in=OVER) & ~Q(pk__in=somebody_else.values("pk"))
    found = list(Matter.objects.filter(running | Q(pk__in=rooms)).prefetch_related("parties").order_by("pk"))
    if not found:
        return {}
    able = _able()
    return {matter.pk: _wish(matter, able, is_page_wanted=rooms.get(matter.pk, False)) for matter in found}


def _wish(matter: Matter, able: frozenset[int], *, is_page_wanted: bool) -> Wish:
    people = frozenset(person.pk for person in matter.parties_now())
    return Wish(matter, people, len(people) > 1 and people <= able and not matter.is_over and not is_page_wanted)


def _able() -> frozenset[int]:
    """Who has opened the chat once, is known to the homeserver, and has nobody who reads and answers for them."""
    users = ChatUser.objects.filter(person__standing="member").exclude(uses_since=None).exclude(told={})
    return frozenset(users.values_list("person", flat=True)) - people_helped_in("matters")


def settle_quiet(wanted: dict[int, Wish]) -> int:
    """Rooms in which nobody writes any more fall silent, and others begin to speak. Returns how many."""
    changed = 0
    for room in Room.objects.exclude(matter=None):
        is_quiet = room.matter_id not in wanted or not wanted[room.matter_id or 0].is_open
        if is_quiet != room.is_quiet:
            path = f"rooms/{path_of(room.room_id)}/state/m.room.power_levels/"
            as_bot("PUT", path, {**as_bot("GET", path), "events_default": NOBODY if is_quiet else 0})
            Room.objects.filter(pk=room.pk).update(is_quiet=is_quiet)
            changed += 1
    return changed
