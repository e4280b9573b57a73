"""How far a matter is: asked, answered, agreed, place released, done, thanked, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quartier.kernel.matters.models import Event, Matter, MatterState, Message

ASKER = "asker"


class Progress(NamedTuple):
    """`steps`: (key, word) in order; `now`: the key of the one reached; `when`: when each was reached."""

    steps: list[tuple[str, str]]
    now: str
    when: dict[str, datetime]


def progress_of(matter: Matter, messages: Sequence[Message]) -> Progress:
    when = _reached(matter, messages)
    words = [
        ("asked", _("Asked")),
        ("answered", _("Answered")),
        ("agreed", _("Agreed")),
        ("place", _("Place released")),
        ("done", pgettext("matter", "Done")),
        ("thanked", _("Thanked")),
        ("closed", _("Closed")),
    ]
    if matter.state == MatterState.DROPPED:
        steps = [(key, word) for key, word in words if key in when and key != "closed"]
        return Progress([*steps, ("dropped", _("Ended"))], "dropped", when)
    skipped = {"place"} if "place" not in when and not _may_have_place(matter) else set()
    if matter.state == MatterState.CLOSED and "thanked" not in when:
        skipped.add("thanked")
    steps = [(key, word) for key, word in words if key not in skipped]
    return Progress(steps, next(key for key, _word in reversed(steps) if key in when or key == "asked"), when)


def _may_have_place(matter: Matter) -> bool:
    return matter.is_running and matter.about is not None and matter.about.place_id is not None


def _reached(matter: Matter, messages: Sequence[Message]) -> dict[str, datetime]:
    """When each step was reached first."""
    by_event = {
        Event.AGREED: "agreed",
        Event.PLACE_RELEASED: "place",
        Event.DONE: "done",
        Event.THANKED: "thanked",
        Event.CLOSED: "closed",
        Event.DROPPED: "dropped",
    }
    when: dict[str, datetime] = {"asked": matter.about.published if matter.about else matter.opened}
    answer = _answer(matter, messages)
    if answer:
        when["answered"] = answer.at
    for message in messages:
        key = by_event.get(Event(message.event))
        if key:
            when.setdefault(key, message.at)
    if not answer or answer.event != Event.OPENED:
        when["asked"] = matter.opened
    return when


def _answer(matter: Matter, messages: Sequence[Message]) -> Message | None:
    """Whoever asks opens the matter, and the other's first word answers; or the matter itself answers what was asked."""
    parts = {party.person_id: party for party in matter.parties.all()}
    first = messages[0] if messages else None
    for message in messages:
        party = parts.get(message.author_id) if message.author_id else None
        if party is None or not party.decides:
            continue
        if message is first and party.part != ASKER:
            return message
        if first is not None and message.author_id != first.author_id:
            return message
    return None
