"""What chat says on pages of others; nothing where there is no chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from quartier.api import Group, Matter, Person, actor_of, is_planned, person_of
from quartier.modules.chat.models import Room
from quartier.modules.chat.queries import chat_server, may_chat, sessions_of
from quartier.modules.chat.terms import SERVICE


def on_me(request: HttpRequest, _person: Person) -> Mapping[str, Any] | None:
    return {} if _is_for(request) else None


def on_devices(request: HttpRequest, person: Person) -> Mapping[str, Any] | None:
    return {"count": sessions_of(person).count()} if _is_for(request) else None


def on_group(request: HttpRequest, group: Group) -> Mapping[str, Any] | None:
    room = Room.objects.filter(group=group).first() if _is_for(request) else None
    return {"room_id": room.room_id} if room else None


def on_matter_room(request: HttpRequest, matter: Matter) -> Mapping[str, Any] | None:
    """Its parties write in their room; all of them have opened the chat."""
    room = _room_of(request, matter)
    is_there = room and not room.is_quiet and not room.is_page_wanted and not matter.is_over
    return {"room_id": room.room_id, "matter": matter} if room and is_there else None


def on_matter_plain(request: HttpRequest, matter: Matter) -> Mapping[str, Any] | None:
    """They write on its page, which isn't encrypted; and a room that fell silent can still be read."""
    if not _is_for(request) or on_matter_room(request, matter) is not None:
        return None
    room = _room_of(request, matter)
    return {"matter": matter, "room": room, "is_wanted": bool(room and room.is_page_wanted)}


def _room_of(request: HttpRequest, matter: Matter) -> Room | None:
    """Asked twice on a page, and looked up once."""
    known: dict[int, Room | None] = request.__dict__.setdefault("chat_rooms", {})
    if matter.pk not in known:
        known[matter.pk] = Room.objects.filter(matter=matter).first() if _is_for(request) else None
    return known[matter.pk]


def is_in_nav(request: HttpRequest) -> bool:
    """Asks no database: everybody's every page draws the places to go."""
    return is_planned(SERVICE) and _may_open(request)


def _is_for(request: HttpRequest) -> bool:
    if "has_chat" not in request.__dict__:
        request.__dict__["has_chat"] = _may_open(request) and chat_server() is not None
    return bool(request.__dict__["has_chat"])


def _may_open(request: HttpRequest) -> bool:
    return may_chat(person_of(request)) and actor_of(request).for_person is None
