"""Who may open which page of the ways in."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from quartier.kernel.accounts.actions import cards
from quartier.kernel.accounts.codes import kept, kept_code, new_token
from quartier.kernel.accounts.models import Device, Helper, LoginCard, Passkey, Recovery, Vouch, Way
from quartier.kernel.contract import Access, Example
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing

ANYBODY, SIGNED_IN, OWNER = Access.ANYBODY, Access.SIGNED_IN, Access.OWNER
PASSPHRASE, CODE = "wolke laterne nest apfel", "K7TR-4M9P"


def no_answers(_person: Person) -> dict[str, str]:
    return {}


def somebody_else() -> Person:
    return Person.objects.create(given_name="Hanna", family_name="Helfer", standing=Standing.MEMBER)


def log_in_of_somebody(_person: Person) -> dict[str, str]:
    person = somebody_else()
    account = Account.objects.create_user(f"wolke-nest-{person.pk}", PASSPHRASE, person)
    return {"login_name": account.login_name, "passphrase": PASSPHRASE}


def own_card(person: Person) -> dict[str, int]:
    return {"pk": cards.issue_card(person, by=Actor(person)).card.pk}


def own_paused_card(person: Person) -> dict[str, int]:
    card = own_card(person)
    LoginCard.objects.filter(**card).update(paused=timezone.now(), wrong_pins=5)
    return card


def own_device(person: Person) -> dict[str, int]:
    device = Device.objects.create(account=person.account, session_key=new_token(), way=Way.CARD)
    return {"pk": device.pk}


def own_passkey(person: Person) -> dict[str, int]:
    passkey = Passkey.objects.create(
        account=person.account, name="Handy", credential_id=new_token(), credential=b"-", host="quartier.local"
    )
    return {"pk": passkey.pk}


def own_helper(person: Person) -> dict[str, int]:
    return {"pk": Helper.objects.create(person=person, helper=somebody_else()).pk}


def own_recovery(person: Person) -> dict[str, int]:
    return {"pk": _recovery_of(person).pk}


def recovery_to_vouch_for(helper: Person) -> dict[str, int]:
    recovery = _recovery_of(somebody_else())
    Vouch.objects.create(recovery=recovery, helper=helper)
    return {"pk": recovery.pk}


def _recovery_of(person: Person) -> Recovery:
    return Recovery.objects.create(
        person=person,
        claim_hash=kept("claim", new_token()),
        code_hash=kept_code("vouch", CODE),
        expires=timezone.now() + timedelta(days=3),
    )


EXAMPLES = (
    Example(url="account:overview", access=SIGNED_IN),
    Example(url="account:join", access=ANYBODY, post=lambda _p: {"given_name": "Ayşe", "family_name": "Demir"}),
    Example(url="account:join_age", access=ANYBODY),
    Example(url="account:join_birth_date", access=ANYBODY),
    Example(url="account:join_login_name", access=ANYBODY),
    Example(url="account:join_passphrase", access=ANYBODY),
    Example(url="account:join_email", access=SIGNED_IN),
    Example(url="account:welcome", access=SIGNED_IN),
    Example(url="account:login", access=ANYBODY, post=log_in_of_somebody),
    Example(url="account:logout", access=ANYBODY, post=no_answers),
    Example(url="account:confirm", access=SIGNED_IN),
    Example(url="account:switch", access=SIGNED_IN),
    Example(url="account:back", access=ANYBODY, arguments=lambda _p: {"place": 0}),
    Example(url="account:passphrase", access=SIGNED_IN, post=lambda _p: {"passphrase": PASSPHRASE}),
    Example(url="account:login_name", access=SIGNED_IN, post=lambda p: {"login_name": f"nest-wolke-{p.pk}"}),
    Example(url="account:email", access=SIGNED_IN, post=lambda _p: {"email": "name@example.org"}),
    Example(url="account:devices", access=SIGNED_IN),
    Example(url="account:end_device", access=OWNER, arguments=own_device, post=no_answers),
    Example(url="account:end_others", access=SIGNED_IN, post=no_answers),
    Example(url="account:card_pin", access=ANYBODY),
    Example(url="account:card", access=ANYBODY, arguments=lambda _p: {"token": new_token()}),
    Example(url="account:cards", access=SIGNED_IN),
    Example(url="account:card_new", access=SIGNED_IN, post=no_answers, repeats=True),  # each card's PIN is shown once
    Example(url="account:card_end", access=OWNER, arguments=own_card, post=no_answers),
    Example(url="account:card_resume", access=OWNER, arguments=own_paused_card, post=no_answers),
    Example(url="account:passkeys", access=SIGNED_IN),
    Example(url="account:passkey_add", access=SIGNED_IN),
    Example(url="account:passkey_rename", access=OWNER, arguments=own_passkey, post=lambda _p: {"name": "Tablet"}),
    Example(url="account:passkey_remove", access=OWNER, arguments=own_passkey, post=no_answers),
    Example(url="account:passkey_use", access=ANYBODY),
    Example(url="account:recover", access=ANYBODY),
    Example(url="account:recover_new", access=ANYBODY),
    Example(  # each browser that asks keeps a claim of its own
        url="account:recover_neighbours",
        access=ANYBODY,
        post=lambda _p: {"login_name": "wolke-nest-11"},
        repeats=True,
    ),
    Example(url="account:recover_waiting", access=ANYBODY),
    Example(url="account:recoveries", access=SIGNED_IN),
    Example(url="account:recovery_stop", access=OWNER, arguments=own_recovery, post=no_answers),
    Example(url="account:vouch", access=OWNER, arguments=recovery_to_vouch_for, post=lambda _p: {"code": CODE}),
    Example(url="account:helpers", access=SIGNED_IN),
    Example(url="account:helper_end", access=OWNER, arguments=own_helper, post=no_answers),
)
