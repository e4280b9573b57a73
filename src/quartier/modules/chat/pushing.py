"""The homeserver says that there is something new; we tell the person as of any other notice. It says which message it is, and
neither who wrote nor what: `event_id_only`."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from quartier.api import Person, mark_read, pushes_to, tell
from quartier.modules.chat.configuration import site
from quartier.modules.chat.models import AppSession
from quartier.modules.chat.queries import chat_server, may_chat
from quartier.modules.chat.terms import MESSAGE

APP = "quartier.web"
MOST_BYTES = 20_000
MOST_DEVICES = 20
_signer = Signer(salt="chat.push")


def pusher_of(session: AppSession) -> dict[str, object]:
    """What the chat in this browser tells the homeserver. Nobody guesses the key, and it opens nothing but this bell."""
    key = _signer.sign_object([session.pk, session.device_id])
    is_on = bool(session.session_key) and pushes_to(session.session_key)
    return {"app_id": APP, "key": key, "url": f"{site()}/_matrix/push/v1/notify", "is_on": is_on}


@csrf_exempt
@require_http_methods(["POST"])
def notify(request: HttpRequest) -> JsonResponse:
    """Matrix' Push Gateway API, for our own homeserver on this machine. A key that is rejected it never uses again."""
    if request.META.get("REMOTE_ADDR") not in {"127.0.0.1", "::1"} or "X-Forwarded-For" in request.headers:
        return JsonResponse({"errcode": "M_FORBIDDEN", "error": "Only from this machine."}, status=403)
    asked = _read(request)
    if asked is None:
        return JsonResponse({"errcode": "M_BAD_JSON", "error": "That is no notification."}, status=400)
    event_id, keys = asked
    known = {key: _session_of(key) for key in keys}
    for session in {session.pk: session for session in known.values() if session}.values():
        if event_id:
            tell_of_message(session.user.person, event_id)
    return JsonResponse({"rejected": [key for key, session in known.items() if session is None]})


def tell_of_message(person: Person, event_id: str) -> None:
    """However many devices it rings: one notice. What wasn't read of earlier messages is told along with it."""
    once = hashlib.sha256(event_id.encode()).hexdigest()[:32]
    tell([person], MESSAGE, url=reverse("chat:home"), once=once, afresh=True)


def seen(person: Person) -> None:
    """Whoever looks at the chat needs no notice of it."""
    mark_read(person, url=reverse("chat:home"))


def _session_of(key: str) -> AppSession | None:
    """The log-in that this key belongs to, as long as it lives and its browser wants to be told."""
    try:
        pk, device_id = _signer.unsign_object(key)
    except (BadSignature, ValueError, TypeError):
        return None
    session = AppSession.objects.select_related("user__person").filter(pk=pk, device_id=device_id).first()
    if session is None or chat_server() is None or not may_chat(session.user.person):
        return None
    return session if session.session_key and pushes_to(session.session_key) else None


def _read(request: HttpRequest) -> tuple[str, list[str]] | None:
    """The message (empty: only a number changed) and the keys of our devices; None for what isn't what it should be."""
    if request.content_type != "application/json" or len(request.body) > MOST_BYTES:
        return None
    try:
        said: Any = json.loads(request.body)["notification"]
        devices = [one for one in said["devices"] if one["app_id"] == APP]
        event_id, keys = said.get("event_id") or "", [one["pushkey"] for one in devices[:MOST_DEVICES]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    is_right = isinstance(event_id, str) and all(isinstance(key, str) for key in keys)
    return (event_id, keys) if is_right else None
