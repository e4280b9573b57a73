"""What neighbours may do in chat: the homeserver asks before it lets anything happen, whichever app it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import (
    Actor,
    Person,
    Refused,
    companions_needed,
    guardians_needed,
    has_power,
    must_be_free_to_begin,
    must_be_free_to_write,
    must_meet,
    require_contact,
)
from quartier.modules.chat.models import Begun, ChatUser, Room
from quartier.modules.chat.queries import may_chat
from quartier.modules.chat.terms import ANNOUNCE

BEGUN_COUNTS = timedelta(days=1)


def decide(asked: dict[str, Any]) -> str:
    """ "" for yes, else why not. `asked`: what (create, invite, join, say), by, room, people (chat addresses' first parts)."""
    by = _user(asked.get("by"))
    if by is None or not may_chat(by.person):
        return _("This account may not chat here now.")
    try:
        _RULES[str(asked.get("what"))](by, str(asked.get("room", "")), _users(asked))
    except Refused as refusal:
        return str(refusal.message)
    except KeyError:
        return _("That isn’t possible here.")
    return ""


def _may_create(by: ChatUser, _room: str, others: Sequence[ChatUser]) -> None:
    """People open conversations, also of several; those whom they ask in are looked at once more when they are asked."""
    must_be_free_to_begin(Actor(by.person))
    _must_suit([by.person, *(other.person for other in others)], acting=by.person)


def _may_invite(by: ChatUser, room: str, others: Sequence[ChatUser]) -> None:
    """`others`: first who is asked in, then all who are there already. Rooms of the quarter fill by themselves."""
    must_be_free_to_begin(Actor(by.person))
    if Room.objects.filter(room_id=room).exists():
        raise Refused(_("The quarter fills this room by itself: whoever joins on the website is in it."))
    if not others:
        raise Refused(_("This neighbour is no longer here."))
    asked, there = others[0], [other.person for other in others[1:] if other != by]
    begun = Begun.objects.filter(by=by, at__gt=timezone.now() - BEGUN_COUNTS).exclude(other=asked)
    began = list(begun.order_by("at").values_list("at", flat=True))
    require_contact(Actor(by.person), asked.person, begun_elsewhere=began)
    for person in there:
        must_meet(Actor(person), asked.person)
    _must_suit([by.person, asked.person, *there], acting=by.person)
    _note_begun(by, asked)


@transaction.atomic
def _note_begun(by: ChatUser, asked: ChatUser) -> None:
    answered = Begun.objects.filter(by=asked, other=by)
    if not answered.exists() and not Begun.objects.filter(by=by, other=asked).exists():
        Begun.objects.create(by=by, other=asked)


def _may_join(by: ChatUser, room: str, others: Sequence[ChatUser]) -> None:
    """Who was asked in may come, unless things have changed since. That answers those who asked them."""
    if Room.objects.filter(room_id=room).exists():
        return  # only the quarter asks people into these
    there = [other.person for other in others if other != by]
    for person in there:
        must_meet(Actor(by.person), person)
    _must_suit([by.person, *there], acting=by.person)
    Begun.objects.filter(other=by, by__in=[other.pk for other in others]).delete()


def _may_say(by: ChatUser, room: str, others: Sequence[ChatUser]) -> None:
    """Announcements are written by those who were asked to, and in a matter nothing once it is over. Calls are said too: each
    ring passes here."""
    ours = Room.objects.select_related("matter").filter(room_id=room).first()
    if ours and ours.is_news and not has_power(by.person, ANNOUNCE):
        raise Refused(_("Here those write who announce something to everybody. You can answer with a sign."))
    if ours and ours.matter and ours.matter.is_over:
        raise Refused(_("This is over. If there is something new, simply start again."))
    _may_react(by, room, others)


def _may_react(by: ChatUser, room: str, others: Sequence[ChatUser]) -> None:
    """Nobody who is paused; in a conversation of two nobody whom the other has blocked, and in a matter nobody at all then."""
    must_be_free_to_write(Actor(by.person))
    there = [other.person for other in others if other != by]
    ours = Room.objects.filter(room_id=room).first()
    if (ours is None and len(there) == 1) or (ours and ours.matter_id):
        for person in there:
            must_meet(Actor(by.person), person)
    if ours is None and len(there) == 1:
        _must_not_be_left_alone(by.person, there[0])


_RULES = {"create": _may_create, "invite": _may_invite, "join": _may_join, "say": _may_say, "react": _may_react}


def _must_suit(people: list[Person], *, acting: Person) -> None:
    """Young people and those who want company: whoever has to be there must be there from the beginning."""
    missing = [person for person in guardians_needed(people, acting=acting) if person not in people]
    missing += [person for person in companions_needed(people) if person not in people]
    if missing and len(people) > 1:
        raise Refused(
            _("This conversation needs one more: %(name)s. Ask them in first.") % {"name": missing[0].full_name}
        )


def _must_not_be_left_alone(person: Person, other: Person) -> None:
    """Where the guardian has left, an adult and a child neither write nor call on."""
    if missing := [one for one in guardians_needed([person, other], acting=person) if one not in {person, other}]:
        raise Refused(
            _("This conversation needs one more: %(name)s. Ask them in first.") % {"name": missing[0].full_name}
        )


def _user(localpart: object) -> ChatUser | None:
    return ChatUser.objects.select_related("person__account").filter(localpart=str(localpart)).first()


def _users(asked: dict[str, Any]) -> list[ChatUser]:
    """In the order in which they were named."""
    people = asked.get("people")
    named = [str(name) for name in people] if isinstance(people, list) else []
    known = {user.localpart: user for user in ChatUser.objects.select_related("person").filter(localpart__in=named)}
    return [known[name] for name in named if name in known]
