"""How often something may be tried: counted in the database, so that every worker process knows."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from quartier.kernel.accounts.codes import kept
from quartier.kernel.accounts.models import Attempt, within


@dataclass(frozen=True)
class Limit:
    name: str
    tries: int
    within: timedelta


QUARTER_OF_AN_HOUR = timedelta(minutes=15)
GUESSES = Limit("guesses", 10, QUARTER_OF_AN_HOUR)  # of one passphrase, from one network or known device
GUESSES_OF_NETWORK = Limit(
    "guesses-network", 100, QUARTER_OF_AN_HOUR
)  # of all passphrases; a community centre is one network
PINS_OF_NETWORK = Limit("pins-network", 50, QUARTER_OF_AN_HOUR)
CODES_OF_NETWORK = Limit("codes-network", 10, QUARTER_OF_AN_HOUR)
LETTERS_OF_NETWORK = Limit("letters-network", 10, QUARTER_OF_AN_HOUR)  # wrong ones: right codes aren't counted
LETTERS_OF_PERSON = Limit("letters-person", 10, QUARTER_OF_AN_HOUR)
RECOVERIES_OF_NETWORK = Limit("recoveries-network", 10, timedelta(days=1))
RECOVERIES_OF_NAME = Limit("recoveries-name", 3, timedelta(days=1))
SIGN_UPS_OF_NETWORK = Limit("sign-ups", 40, timedelta(hours=1))  # an evening where thirty neighbours join together
PASSKEYS_OF_NETWORK = Limit("passkeys", 100, QUARTER_OF_AN_HOUR)


def allowed(limit: Limit, *about: object) -> bool:
    """Counts a try and says whether it may go on. Call it outside a transaction: a refusal must not undo the counting."""
    key = _key(limit, about)
    since = within(limit.within)
    if Attempt.objects.filter(key=key, at__gt=since).count() >= limit.tries:
        return False
    Attempt.objects.create(key=key)
    if secrets.randbelow(50) == 0:
        forget_old_attempts()
    # Counted again with this one: of many at the same moment no more than allowed go on.
    return Attempt.objects.filter(key=key, at__gt=since).count() <= limit.tries


def forgive(limit: Limit, *about: object) -> None:
    """It was the right person after all."""
    Attempt.objects.filter(key=_key(limit, about)).delete()


def forgive_one(limit: Limit, *about: object) -> None:
    """This one try was right; those of others, counted together with it, stay counted."""
    newest = Attempt.objects.filter(key=_key(limit, about)).order_by("-at").values_list("pk", flat=True)[:1]
    Attempt.objects.filter(pk__in=list(newest)).delete()


def forget_old_attempts() -> None:
    Attempt.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()


def network_of(request: HttpRequest) -> str:
    """Where a request comes from: an IPv4 address, or the 64 bits of IPv6 that one household has.

    No header is read: anybody can write one, also through a tunnel that ends on this machine. Behind our own door (https)
    `project/wsgi.py` has put the right address here.
    """
    try:
        parsed = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _key(limit: Limit, about: tuple[object, ...]) -> str:
    return kept("attempt", "\x1f".join([limit.name, *map(str, about)]))
