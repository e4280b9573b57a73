"""One message to one device, and what its push service says to that."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings

from quartier.kernel.notifications.channels import Later, Never
from quartier.kernel.push.models import PushDevice, PushService
from quartier.kernel.push.services import NotAPushService, headers, key_and_auth, must_be_allowed
from quartier.machine import outgoing
from quartier.machine.web_push import encrypt, letters

GONE = {404, 410}
WRONG = {400, 413}  # this message will be refused tomorrow, too
BUSY = {429, 503}  # and so for whoever comes next


class Gone(Exception):
    """Nobody listens there any more."""


def place_of(device: PushDevice) -> str:
    """Its push service."""
    return urlsplit(device.endpoint).netloc


def send(service: PushService, device: PushDevice, said: Mapping[str, object]) -> None:
    """Raises Gone, Later or Never; their words name neither device nor person."""
    try:
        must_be_allowed(service, device.endpoint)
    except NotAPushService:
        raise Gone from None
    # The push service reads it. Made with what it doesn't know, else it could try out all sorts of notices.
    topic = letters(hmac.digest(device.auth.encode(), f"{device.pk} {said['tag']}".encode(), "sha256"))[:32]
    try:
        body = encrypt(json.dumps(said).encode(), *key_and_auth(device.key, device.auth))
        status = outgoing.post(device.endpoint, headers(service, device, topic), body, local=settings.PUSH_SINK)
    except outgoing.Inside as problem:
        raise Never(str(problem)) from None
    except outgoing.Unreachable as problem:
        raise Later(str(problem), place=True) from None
    if status in GONE:
        raise Gone
    if status in WRONG:
        raise Never(f"HTTP {status}")
    if not 200 <= status < 300:  # also a redirect: it is followed nowhere
        raise Later(f"HTTP {status}", place=status in BUSY)
