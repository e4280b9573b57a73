"""Passkeys: the secret stays in the device, we keep what it is checked with."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from quartier.kernel.accounts.backends import may_log_in
from quartier.kernel.accounts.codes import kept
from quartier.kernel.accounts.models import Passkey
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.models import Account, Person
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.account import PASSKEY_ADDED

STATE = "passkey"
VALID_FOR = 5 * 60
MOST_PASSKEYS = 20


def host_of(request: HttpRequest) -> str:
    """The name of the server as this browser knows it; a passkey belongs to one name."""
    return request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()


def why_not(request: HttpRequest) -> str:
    """Why browsers give no passkeys here: "http", "number" (an address without a name), or "" where they do."""
    host = host_of(request)
    if host == "localhost":
        return ""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return "" if request.is_secure() else "http"
    return "number" if request.is_secure() else "http"


def passkeys_here(request: HttpRequest) -> list[str]:
    """What the passkeys of whoever asks are known as, at the name by which this browser knows the server."""
    own = Passkey.objects.filter(account__person=request.user.person, host=host_of(request))  # type: ignore[union-attr]
    return list(own.order_by("pk").values_list("credential_id", flat=True)) if not why_not(request) else []


def begin_adding(request: HttpRequest, account: Account) -> dict[str, Any]:
    """What the browser needs to make a passkey."""
    known = [_descriptor(passkey) for passkey in account.passkeys.filter(host=host_of(request))]
    user = PublicKeyCredentialUserEntity(
        id=bytes.fromhex(kept("passkey", str(account.pk))),
        name=account.login_name,
        display_name=account.person.full_name,
    )
    options, state = _server(request).register_begin(
        user,
        known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    _keep(request, state)
    return dict(options)["publicKey"]  # type: ignore[no-any-return]


@transaction.atomic
def add_passkey(request: HttpRequest, account: Account, credential: Mapping[str, Any], *, name: str) -> Passkey:
    if account.passkeys.count() >= MOST_PASSKEYS:
        raise Refused(_("There are twenty passkeys already. Please remove one first."))
    try:
        data = _server(request).register_complete(_kept(request), credential)
    except (ValueError, TypeError, KeyError) as error:
        raise _not_understood() from error
    if data.credential_data is None:
        raise _not_understood()
    known_as = websafe_encode(data.credential_data.credential_id)
    if Passkey.objects.filter(credential_id=known_as).exists():
        raise Refused(_("This passkey is here already."))
    passkey = Passkey.objects.create(
        account=account,
        name=name.strip()[:60] or _("My passkey"),
        credential_id=known_as,
        credential=bytes(data.credential_data),
        host=host_of(request),
    )
    tell([account.person], PASSKEY_ADDED, url="/account/passkeys/", title=passkey.name)
    return passkey


def begin_asking(request: HttpRequest) -> dict[str, Any]:
    """What the browser needs to ask for any passkey it has here. Says nothing about who has one."""
    options, state = _server(request).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    _keep(request, state)
    return dict(options)["publicKey"]  # type: ignore[no-any-return]


def account_by_passkey(
    request: HttpRequest, credential: Mapping[str, Any], *, expected: Person | None = None
) -> Account:
    """Whose passkey this is, proven by an answer to what we asked a moment ago."""
    state = _kept(request)
    passkey = (
        Passkey.objects.select_related("account__person")
        .filter(credential_id=str(credential.get("id", ""))[:1400], host=host_of(request))
        .first()
    )
    if passkey is None or not may_log_in(passkey.account):
        raise Refused(_("This passkey is not known here. Perhaps it was removed."))
    if expected is not None and passkey.account.person_id != expected.pk:
        raise Refused(_("This passkey belongs to somebody else."))
    try:
        _server(request).authenticate_complete(state, [_data(passkey)], credential)
    except (ValueError, TypeError, KeyError) as error:
        raise _not_understood() from error
    Passkey.objects.filter(pk=passkey.pk).update(last_used=timezone.now())
    return passkey.account


@transaction.atomic
def rename_passkey(passkey: Passkey, name: str, *, by: Account) -> None:
    _require_own(passkey, by)
    if not name.strip():
        raise Refused(_("Please give it a name."), field="name")
    passkey.name = name.strip()[:60]
    passkey.save(update_fields=["name"])


@transaction.atomic
def remove_passkey(passkey: Passkey, *, by: Account) -> None:
    _require_own(passkey, by)
    passkey.delete()


def _require_own(passkey: Passkey, by: Account) -> None:
    if passkey.account_id != by.pk:
        raise Refused(_("This is not your passkey."))


def _data(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(passkey.credential))


def _descriptor(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=_data(passkey).credential_id)


def _server(request: HttpRequest) -> Fido2Server:
    """Only this very address counts, not a neighbouring name below the same domain."""
    if why_not(request):
        raise Refused(_("Browsers give passkeys only over https and under a name."))
    own = f"{request.scheme}://{request.get_host()}"
    party = PublicKeyCredentialRpEntity(id=host_of(request), name=current_quarter().name or "Quartiersserver")
    return Fido2Server(party, verify_origin=lambda origin: origin == own)


def _keep(request: HttpRequest, state: Mapping[str, Any]) -> None:
    verification = UserVerificationRequirement.REQUIRED.value
    request.session[STATE] = {"challenge": state["challenge"], "user_verification": verification, "at": time.time()}


def _kept(request: HttpRequest) -> dict[str, Any]:
    """What we asked, once: the same answer never counts twice."""
    state = request.session.pop(STATE, None)
    if not isinstance(state, dict) or time.time() - state.get("at", 0) > VALID_FOR:
        raise Refused(_("That took too long. Please try again."))
    return state


def _not_understood() -> Refused:
    return Refused(_("That did not work. Please try again."))
