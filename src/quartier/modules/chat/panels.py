"""What chat says on pages of others; nothing where there is no chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from quartier.api import Group, Person, actor_of, is_planned, person_of
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


def is_in_nav(request: HttpRequest) -> bool:
    """Asks no database: everybody's every page draws the places to go."""
    return is_planned(SERVICE) and _may_open(request)


def _is_for(request: HttpRequest) -> bool:
    return _may_open(request) and chat_server() is not None


def _may_open(request: HttpRequest) -> bool:
    return may_chat(person_of(request)) and actor_of(request).for_person is None
