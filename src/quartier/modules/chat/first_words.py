"""What the organisers of a made-up quarter say in its announcements, once that room is there: each with a log-in of their own."""

from __future__ import annotations

from quartier.api import Person
from quartier.modules.chat import sessions
from quartier.modules.chat.homeserver_api import LONG, call, path_of
from quartier.modules.chat.models import ChatServer, Room, RoomMember

DEVICE = "FIRSTWORDS"


def say_next(server: ChatServer) -> None:
    """One a round, as soon as they are in the room. Killed in the middle, the same is said with the same number: once."""
    room = Room.objects.filter(is_news=True).first()
    if not server.first_words or room is None:
        return
    (pk, text), *rest = server.first_words
    person = Person.objects.filter(pk=pk, standing="member").first()
    if person is not None:
        if not RoomMember.objects.filter(room=room, user__person=person).exists():
            return
        _say(person, room, str(text), number=len(rest))
    ChatServer.objects.filter(pk=server.pk).update(first_words=rest)


def _say(person: Person, room: Room, text: str, *, number: int) -> None:
    session = sessions.begin(person, DEVICE, app=None, name=DEVICE)
    try:
        path = f"/_matrix/client/v3/rooms/{path_of(room.room_id)}/send/m.room.message/first-{number}"
        said = {"msgtype": "m.text", "body": text}
        call("PUT", path, said, token=sessions.give_tokens(session).access, seconds=LONG)
    finally:
        sessions.end([session])
