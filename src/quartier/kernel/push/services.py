"""Which push services this server may speak to, and how it says who it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.conf import settings

from quartier.kernel.delivery.rounds import once_a_round
from quartier.kernel.push.models import PushDevice, PushService
from quartier.machine.web_push import from_letters, letters, own_key, public_bytes, read_point, signed_header

# Where the browsers' makers take messages. A dot in front: and whatever lies below it.
WELL_KNOWN = (
    "fcm.googleapis.com",  # Chrome, Brave, Samsung, Vivaldi
    ".push.services.mozilla.com",  # Firefox
    ".push.apple.com",  # Safari, iPhone
    ".notify.windows.com",  # Edge
)
LASTS = 12 * 3600  # seconds for which a push service may believe one word of ours
LONGEST = 1000


class NotAPushService(Exception):
    """Nothing of ours is ever sent there."""


def push_service() -> PushService:
    """Not saved yet where nobody has set it up."""
    return once_a_round("push service", lambda: PushService.objects.filter(pk=1).first() or PushService(pk=1))


def pushes() -> bool:
    return PushService.objects.filter(pk=1, is_on=True).exists()


def hosts(service: PushService) -> tuple[str, ...]:
    """The allow-list."""
    return (*WELL_KNOWN, *service.more_hosts.split()) if service.is_on else ()


def must_be_allowed(service: PushService, endpoint: str) -> None:
    """Raises NotAPushService for what is not https at a push service of the list."""
    if len(endpoint) > LONGEST or not endpoint.isascii() or any(sign <= " " or sign in '\\"<>' for sign in endpoint):
        raise NotAPushService
    if settings.PUSH_SINK and endpoint.startswith(f"{settings.PUSH_SINK}/"):
        return
    try:
        place = urlsplit(endpoint)
        port, host = place.port, place.hostname or ""
    except ValueError as error:
        raise NotAPushService from error
    is_plain = place.scheme == "https" and port in {None, 443} and place.username is None and place.password is None
    if not is_plain or not any(_fits(host, known) for known in hosts(service)):
        raise NotAPushService


def _fits(host: str, known: str) -> bool:
    return host == known or (known.startswith(".") and host.endswith(known))


def key_and_auth(key: str, auth: str) -> tuple[bytes, bytes]:
    """What messages are encrypted with. Raises ValueError for rubbish."""
    point, secret = from_letters(key), from_letters(auth)
    if len(secret) != 16 or len(point) != 65:
        raise ValueError("not what browsers make")
    read_point(point)
    return point, secret


def headers(service: PushService, device: PushDevice, topic: str) -> dict[str, str]:
    """`topic`: what still waits there under the same one is replaced."""
    place = urlsplit(device.endpoint)
    return {
        "Authorization": signed_header(
            _own_key(settings.SECRET_KEY),
            audience=f"{place.scheme}://{place.netloc}",
            contact=f"mailto:{service.contact}",
            until=int(time.time()) + LASTS,
        ),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(2 * 24 * 3600),
        "Urgency": "high",
        "Topic": topic,
    }


def public_key() -> str:
    """A browser ties what it gives us to it."""
    return letters(public_bytes(_own_key(settings.SECRET_KEY)))


@cache
def _own_key(secret: str) -> EllipticCurvePrivateKey:
    return own_key(secret)


def named_hosts(service: PushService) -> Iterator[str]:
    """For people to read."""
    yield from (f"*{host}" if host.startswith(".") else host for host in hosts(service))
