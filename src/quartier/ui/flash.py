"""What the page says after something was done, with the way back beside it."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.messages.storage.base import Message as Stored
from django.http import HttpRequest
from django.utils.functional import Promise

UNDO = "undo="
TONES = {"success": "good", "warning": "warn", "error": "danger"}
ICONS = {"good": "circle-check", "warn": "triangle-alert", "danger": "circle-alert", "info": "info"}


class Message(NamedTuple):
    text: str
    tone: str
    icon: str
    undo_url: str


def done(request: HttpRequest, text: str | Promise, *, undo_url: str = "") -> None:
    """Tells that it worked. `undo_url` takes a POST and brings back what was."""
    messages.success(request, str(text), extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def warn(request: HttpRequest, text: str | Promise) -> None:
    """Tells what went otherwise than somebody meant."""
    messages.warning(request, str(text))


def messages_of(request: HttpRequest | None) -> list[Message]:
    """Each is shown once; none on pages that have no request (a fault) or no session."""
    if not request or not hasattr(request, "_messages"):
        return []
    return [_shown(message) for message in messages.get_messages(request)]


def _shown(message: Stored) -> Message:
    tone = TONES.get(message.level_tag, "info")
    undo_url = next((tag.removeprefix(UNDO) for tag in message.tags.split() if tag.startswith(UNDO)), "")
    return Message(str(message.message), tone, ICONS[tone], undo_url)
