"""Logging in and out, and ending what runs elsewhere."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from functools import cache

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.backends import may_log_in
from quartier.kernel.accounts.models import Device, Way
from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.browsers import browser_and_system
from quartier.kernel.people.login_keys import login_key
from quartier.kernel.people.models import Account
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import SHARED

BACKEND = "quartier.kernel.accounts.backends.AccountBackend"
CONFIRMED, SEEN, WAY, CARD = "account_confirmed", "account_seen", "account_way", "account_card"
BEGAN = "account_began"
LOG_INS = "accounts.log_ins"  # of which modules hear that all of somebody's ended


class TooManyTries(Refused):
    """Not now, whatever is typed. Nothing was compared."""


def account_named(typed: str) -> Account | None:
    """By log-in name, however spelt, or by e-mail address; of several with one address the oldest."""
    accounts = Account.objects.select_related("person").order_by("pk")
    if "@" in typed:
        return accounts.filter(email__iexact=typed.strip()).first()
    return accounts.filter(login_key=login_key(typed)).first()


def account_by_passphrase(typed: str, passphrase: str, *, network: str, known_as: str = "") -> Account:
    """The account that both belong to. The same answer and the same time, whether there is such an account or not.

    `known_as`: a word for a device on which this account was logged in before. It has guesses of its own, so that nobody
    who guesses on the same network keeps the owner out.
    """
    account = account_named(typed)
    who = f"account:{account.pk}" if account else f"nobody:{login_key(typed)}"
    if not known_as and not limits.allowed(limits.GUESSES_OF_NETWORK, network):
        raise _too_many()
    if not limits.allowed(limits.GUESSES, who, known_as or network):
        raise _too_many()
    if not passphrase_fits(account, passphrase) or account is None:
        raise Refused(
            _("This log-in name and this passphrase don't belong together. Capital letters matter in the passphrase.")
        )
    limits.forgive(limits.GUESSES, who, known_as or network)
    if not known_as:
        limits.forgive_one(limits.GUESSES_OF_NETWORK, network)
    return account


def passphrase_fits(account: Account | None, passphrase: str) -> bool:
    """Always hashes once, also for nobody and for people who only have a card."""
    nobody = stand_in()
    if account is None or not account.has_usable_password() or not may_log_in(account):
        check_password(passphrase, nobody)
        return False
    return account.check_password(passphrase)


def log_in(request: HttpRequest, account: Account, *, way: Way, shared: bool = False, card: int | None = None) -> None:
    """Begins a session. On a shared device it ends with the browser, or after a while unused."""
    Device.objects.filter(session_key=request.session.session_key or "").delete()
    login(request, account, backend=BACKEND)
    now = time.time()
    request.session.update({CONFIRMED: now, SEEN: now, BEGAN: now, SHARED: shared, WAY: way.value, CARD: card})
    request.session.set_expiry(0 if shared else None)
    request.session.save()
    browser, system = browser_and_system(request.headers.get("User-Agent", ""))
    Device.objects.create(
        account=account,
        session_key=request.session.session_key or "",
        browser=browser,
        system=system,
        way=way,
        is_shared=shared,
    )


def keep_session(request: HttpRequest, account: Account) -> None:
    """After the passphrase changed: this session stays, under a new key."""
    before = request.session.session_key or ""
    update_session_auth_hash(request, account)
    request.session.save()
    Device.objects.filter(session_key=before).update(session_key=request.session.session_key or "")


def log_out(request: HttpRequest) -> None:
    Device.objects.filter(session_key=request.session.session_key or "").delete()
    logout(request)


def devices_of(account: Account) -> list[Device]:
    """Where the account is logged in now, the newest first."""
    devices = list(account.devices.order_by("-last_seen"))
    alive = set(
        Session.objects.filter(
            session_key__in=[device.session_key for device in devices], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    return [device for device in devices if device.session_key in alive]


@transaction.atomic
def end_session(device: Device, *, by: Account) -> None:
    if device.account_id != by.pk:
        raise Refused(_("This is not your device."))
    Session.objects.filter(session_key=device.session_key).delete()
    device.delete()


@transaction.atomic
def end_sessions(account: Account, *, but: str = "") -> None:
    """Logs the account out everywhere, `but` in the session of this key."""
    devices = account.devices.exclude(session_key=but)
    Session.objects.filter(session_key__in=devices.values_list("session_key", flat=True)).delete()
    devices.delete()
    record(Verb.REVOKED, LOG_INS, by=Actor(account.person))  # what modules have let in follows


def forget_expired_sessions(now: datetime) -> int:
    """What nobody can come back to: the session, and that this device was once here. A job runs it; returns how many."""
    gone, _rows = Session.objects.filter(expire_date__lte=now).delete()
    unseen = Device.objects.filter(last_seen__lt=now - timedelta(days=1))  # a session may just be changing its key
    unseen.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone


@cache
def stand_in() -> str:
    return make_password("what nobody's passphrase is compared with")


def _too_many() -> TooManyTries:
    return TooManyTries(
        _("That was tried too often. Please wait a quarter of an hour, or use your log-in card or a passkey.")
    )
