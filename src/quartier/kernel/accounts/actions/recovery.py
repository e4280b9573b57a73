"""Back in without an e-mail: with a code from the desk, or by the word of two neighbours chosen beforehand."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions.accounts import set_passphrase
from quartier.kernel.accounts.actions.sessions import TooManyTries, account_named, end_sessions
from quartier.kernel.accounts.actions.trust import helpers_of
from quartier.kernel.accounts.backends import may_log_in
from quartier.kernel.accounts.codes import kept, kept_code, new_code, new_token
from quartier.kernel.accounts.desk import require_may_help
from quartier.kernel.accounts.models import VOUCHERS, Recovery, RecoveryCode, Vouch
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.login_keys import login_key
from quartier.kernel.people.models import Account, Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.account import CODE_ISSUED, RECOVERED, RECOVERY_BEGAN, RECOVERY_VOUCHED, VOUCH_ASKED

CODE_VALID = timedelta(minutes=30)
VOUCH_WITHIN = timedelta(days=3)
WAIT = timedelta(hours=24)
WRONG_CODES = 5


@transaction.atomic
def issue_recovery(person: Person, *, by: Actor) -> str:
    """At the desk, for the person who stands there: the code, shown once. They type it themselves, so the desk never
    knows their passphrase; and they are told, on every channel."""
    require_may_help(by, person)
    if by.person.pk == person.pk:
        raise Refused(_("You are logged in. Please ask somebody else at the desk."))
    account = Account.objects.filter(person=person).first()
    if account is None or not may_log_in(account):
        raise Refused(_("%(name)s has no account yet. Please make one first.") % {"name": person.full_name})
    person.recovery_codes.filter(used=None).delete()
    code = new_code()
    RecoveryCode.objects.create(
        person=person, code_hash=kept_code("desk", code), issued_by=by.person, expires=timezone.now() + CODE_VALID
    )
    tell([person], CODE_ISSUED, by=by.person, url="/account/")
    return code


def recovery_by_code(typed: str, *, network: str) -> RecoveryCode:
    """The recovery that this code stands for, while it is valid."""
    if not limits.allowed(limits.CODES_OF_NETWORK, network):
        raise TooManyTries(_("That was tried too often. Please wait a quarter of an hour."))
    code = (
        RecoveryCode.objects.select_related("person__account")
        .filter(code_hash=kept_code("desk", typed), used=None, expires__gt=timezone.now())
        .first()
    )
    if code is None:
        raise Refused(
            _("This code is not valid. It works once, for half an hour. The desk issues a new one."), field="code"
        )
    limits.forgive_one(limits.CODES_OF_NETWORK, network)
    return code


@transaction.atomic
def finish_by_code(code: RecoveryCode, passphrase: str) -> Account:
    """The new passphrase, once. Every session ends."""
    fresh = RecoveryCode.objects.select_for_update().get(pk=code.pk)
    if fresh.used or fresh.expires <= timezone.now():
        raise Refused(_("This code is not valid. It works once, for half an hour. The desk issues a new one."))
    account = _back_in(code.person, passphrase)
    fresh.used = timezone.now()
    fresh.save(update_fields=["used"])
    return account


@dataclass(frozen=True)
class Claim:
    """What whoever asks receives: `token` stays in their browser, `code` they read to their helpers."""

    token: str
    code: str


@transaction.atomic
def begin_recovery(typed: str) -> Claim:
    """Asks the helpers of whoever has this log-in name. Answers the same if nobody has it, or chose no helpers."""
    claim, now = Claim(new_token(), new_code()), timezone.now()
    account = account_named(typed) if "@" not in typed else None
    helpers = helpers_of(account.person) if account and may_log_in(account) else []
    can_help = account is not None and len(helpers) >= VOUCHERS
    if not limits.allowed(limits.RECOVERIES_OF_NAME, login_key(typed)):
        can_help = False
    recovery = Recovery.objects.create(
        person=account.person if account and can_help else None,
        claim_hash=kept("claim", claim.token),
        code_hash=kept_code("vouch", claim.code),
        expires=now + VOUCH_WITHIN,
    )
    if account and can_help:
        Vouch.objects.bulk_create(Vouch(recovery=recovery, helper=helper) for helper in helpers)
        page = reverse("account:vouch", kwargs={"pk": recovery.pk})
        tell(helpers, VOUCH_ASKED, by=account.person, url=page)
        tell([account.person], RECOVERY_BEGAN, url=reverse("account:recoveries"))
    return claim


def vouch(recovery: Recovery, code: str, *, by: Actor) -> None:
    """A helper says: I have spoken with them, it is them. The code proves that they have."""
    own = Vouch.objects.filter(recovery=recovery, helper=by.person).first()
    if own is None or by.for_person is not None:
        raise Refused(_("You were not asked."))
    # Counted before it is compared, and outside the transaction: a refusal must not undo the counting.
    if not Vouch.objects.filter(pk=own.pk, wrong_codes__lt=WRONG_CODES).update(wrong_codes=F("wrong_codes") + 1):
        raise Refused(_("The code was wrong five times. Please ask them to begin anew."))
    if not hmac.compare_digest(recovery.code_hash, kept_code("vouch", code)):
        raise Refused(_("That is not their code. Please have it read to you once more."), field="code")
    _give(own)


@transaction.atomic
def _give(own: Vouch) -> None:
    recovery = Recovery.objects.select_for_update(of=("self",)).select_related("person").get(pk=own.recovery_id)
    if not recovery.is_open or recovery.person is None:
        raise Refused(_("This is over: it was stopped, finished, or took longer than three days."))
    Vouch.objects.filter(pk=own.pk).update(given=timezone.now(), wrong_codes=0)
    if recovery.ready is None and recovery.vouches.exclude(given=None).count() >= VOUCHERS:
        recovery.ready = timezone.now() + WAIT
        recovery.expires = recovery.ready + VOUCH_WITHIN
        recovery.save(update_fields=["ready", "expires"])
        tell([recovery.person], RECOVERY_VOUCHED, url=reverse("account:recoveries"))


@transaction.atomic
def stop_recovery(recovery: Recovery, *, by: Actor) -> None:
    """The person themselves, logged in, says: that isn't me."""
    if recovery.person_id != by.person.pk:
        raise Refused(_("Only the person whom it concerns can stop this."))
    Recovery.objects.filter(pk=recovery.pk, ended=None).update(ended=timezone.now())


def recovery_by_claim(token: str) -> Recovery | None:
    """What this browser asked for, until its time is over; also if it was stopped, which tells the asker nothing."""
    if not token:
        return None
    recovery = Recovery.objects.select_related("person__account").filter(claim_hash=kept("claim", token)).first()
    return recovery if recovery and timezone.now() < recovery.expires else None


@transaction.atomic
def finish_by_vouchers(recovery: Recovery, passphrase: str) -> Account:
    """The new passphrase, a day after the second neighbour vouched. Every session ends."""
    fresh = Recovery.objects.select_for_update(of=("self",)).select_related("person__account").get(pk=recovery.pk)
    if not fresh.is_open or fresh.person is None or fresh.ready is None:
        raise Refused(_("This is over: it was stopped, finished, or took longer than three days."))
    if fresh.ready > timezone.now():
        raise Refused(_("Not yet: 24 hours must pass, so that the owner of the account can object."))
    account = _back_in(fresh.person, passphrase)
    fresh.ended = timezone.now()
    fresh.save(update_fields=["ended"])
    return account


def _back_in(person: Person, passphrase: str) -> Account:
    account = person.account
    if not may_log_in(account):
        raise Refused(_("This account can't be used any more."))
    set_passphrase(account, passphrase)
    end_sessions(account)
    tell([person], RECOVERED, url="/account/")
    return account
