"""What happened in a matter, as a sentence in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.kernel.matters.models import Event, Message
from quartier.kernel.people.models import Person

# event → (icon, what the reader did, what somebody else did)
_SENTENCES = {
    Event.OPENED: ("handshake", gettext_lazy("You began this"), gettext_lazy("%(name)s began this")),
    Event.JOINED: ("user-plus", gettext_lazy("You joined"), gettext_lazy("%(name)s joined")),
    Event.LEFT: ("log-out", gettext_lazy("You dropped out"), gettext_lazy("%(name)s dropped out")),
    Event.SENT: ("paperclip", gettext_lazy("You sent:"), gettext_lazy("%(name)s sent:")),
    Event.PROPOSED: ("calendar-plus", gettext_lazy("You proposed:"), gettext_lazy("%(name)s proposed:")),
    Event.TAKEN_BACK: (
        "undo-2",
        gettext_lazy("You took your proposal back"),
        gettext_lazy("%(name)s took the proposal back"),
    ),
    Event.AGREED: ("handshake", gettext_lazy("You agreed"), gettext_lazy("%(name)s agreed")),
    Event.PLACE_RELEASED: (
        "map-pin",
        gettext_lazy("You told the exact place"),
        gettext_lazy("%(name)s told the exact place"),
    ),
    Event.PLACE_WITHDRAWN: (
        "eye-off",
        gettext_lazy("You took the place back"),
        gettext_lazy("%(name)s took the place back"),
    ),
    Event.DONE: ("circle-check", gettext_lazy("You said: it is done"), gettext_lazy("%(name)s said: it is done")),
    Event.THANKED: ("heart", gettext_lazy("You said thank you"), gettext_lazy("%(name)s said thank you")),
    Event.CLOSED: ("archive", gettext_lazy("You closed this"), gettext_lazy("%(name)s closed this")),
    Event.DROPPED: ("circle-x", gettext_lazy("You ended this"), gettext_lazy("%(name)s ended this")),
}
_BY_ITSELF = {
    Event.LEFT: gettext_lazy("Somebody is no longer here"),
    Event.DROPPED: gettext_lazy("This came to nothing"),
}


def sentence(message: Message, reader: Person) -> str:
    """ "Jonas Weber proposed:"; "" for what was written."""
    event = Event(message.event)
    if event not in _SENTENCES:
        return ""
    if message.author is None:
        return str(_BY_ITSELF.get(event, _SENTENCES[event][2])) % {"name": _("Somebody")}
    _icon, own, other = _SENTENCES[event]
    return str(own) if message.author == reader else str(other) % {"name": message.author.full_name}


def icon_of(message: Message) -> str:
    return _SENTENCES[Event(message.event)][0] if message.event else ""
