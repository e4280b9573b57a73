"""What lies outside our database: what somebody receives of it, and how it goes with them."""

from __future__ import annotations

from typing import Any

from quartier.api import Person
from quartier.modules.chat.models import AppSession, ChatServer, Farewell, RoomMember
from quartier.modules.chat.queries import user_of


def exported(person: Person) -> dict[str, Any]:
    """Messages aren't among it: they are encrypted, and only the person's own apps can read and export them."""
    user, server = user_of(person), ChatServer.objects.filter(pk=1).first()
    if user is None or server is None:
        return {}
    rooms = RoomMember.objects.filter(user=user).values_list("room__name", flat=True)
    return {
        "address": f"@{user.localpart}:{server.server_name}",
        "rooms": sorted(rooms),
        "messages": "They lie on the chat server, encrypted. This server can't read them. "
        "Your own devices can, and save them: in each conversation.",
    }


def erase(person: Person) -> None:
    """The chat address is deleted and its messages are shown to nobody who comes later; who was there keeps what they got."""
    user = user_of(person)
    if user is None:
        return
    AppSession.objects.filter(user=user).delete()
    Farewell.objects.filter(localpart=user.localpart).delete()
    Farewell.objects.get_or_create(localpart=user.localpart, device_id="")
