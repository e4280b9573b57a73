"""Who may open what about confirming: guests for themselves, the desk for others, managers for the quarter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from quartier.kernel.accounts.codes import kept_code
from quartier.kernel.contract import Access, Example
from quartier.kernel.gate.examples import a_person, desk, nothing
from quartier.kernel.groups.models import Organisation, OrganisationMember
from quartier.kernel.people.confirmations import Confirmation, Ground, HomeCheck, Surety
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.residence.letters.actions import PURPOSE
from quartier.kernel.residence.letters.models import LetterBatch, LetterCode
from quartier.kernel.residence.settings import write_ways
from quartier.kernel.residence.ways import WAYS
from quartier.kernel.terms.quarter import MANAGE

CODE = "K7TR-4M9P"
SETTINGS = {"ways": ["letter"], "code_days": 42, "vouches_a_year": 5, "newcomer_days": 30, "ask_months": 12}


def a_batch(_owner: Person) -> dict[str, int]:
    now = timezone.now()
    batch = LetterBatch.objects.create(name="Schulstraße", printed=now, expires=now + timedelta(days=9))
    LetterCode.objects.create(batch=batch, code_hash=kept_code(PURPOSE, str(uuid4())))
    return {"pk": batch.pk}


def letters_of_mine(_person: Person) -> dict[str, Any]:
    return {"name": "Schulstraße", "houses": "", "each": 1, "blank": 3, "once": str(uuid4())}


def a_code(_person: Person) -> dict[str, str]:
    return {"code": CODE}


def asks_owner(owner: Person) -> dict[str, int]:
    return {"pk": Surety.objects.create(person=a_person(Standing.GUEST), voucher=owner, typed=owner.full_name).pk}


def an_organisation(_owner: Person) -> dict[str, int]:
    made = Organisation.objects.create(
        name=f"Verein {uuid4()}", kind="association", is_confirmed=True, may_confirm=True
    )
    write_ways([way.name for way in WAYS])
    return {"pk": made.pk}


def asks_organisation_of(owner: Person) -> dict[str, int]:
    organisation = an_organisation(owner)["pk"]
    OrganisationMember.objects.create(organisation_id=organisation, person=owner, may_manage=True)
    return {"pk": Surety.objects.create(person=a_person(Standing.GUEST), organisation_id=organisation).pk}


def a_voucher(_owner: Person) -> dict[str, int]:
    voucher, guest = a_person(Standing.MEMBER), a_person(Standing.MEMBER)
    said = Confirmation.objects.create(person=guest, by=voucher, ground=Ground.VOUCHED)
    Surety.objects.create(person=guest, voucher=voucher, given=said.at, confirmation=said)
    return {"pk": voucher.pk}


def somebody_moved(_owner: Person) -> dict[str, int]:
    person = a_person(Standing.MEMBER)
    HomeCheck.objects.create(person=person, why=HomeCheck.Why.MOVED)
    return {"pk": person.pk}


EXAMPLES = (
    Example(url="residence:here", access=Access.SIGNED_IN),
    Example(url="residence:code", access=Access.SIGNED_IN, post=a_code),
    Example(url="residence:scanned", access=Access.ANYBODY, arguments=a_code),
    desk("residence:batches"),
    desk("residence:batch_new", post=letters_of_mine),
    desk("residence:batch", arguments=a_batch),
    desk("residence:batch_print", arguments=a_batch, post=nothing),
    desk("residence:batch_revoke", arguments=a_batch, post=nothing),
    Example(url="residence:yes", access=Access.SIGNED_IN, post=nothing),
    desk("residence:homes"),
    desk("residence:seen", arguments=somebody_moved, post=nothing),
    Example(url="residence:vouchers", access=Access.SIGNED_IN, post=lambda _person: {"full_name": "Ayşe Demir"}),
    Example(url="residence:organisations", access=Access.SIGNED_IN),
    Example(url="residence:organisation_ask", access=Access.SIGNED_IN, arguments=an_organisation, post=nothing),
    Example(url="residence:sureties", access=Access.SIGNED_IN),
    Example(url="residence:give", access=Access.OWNER, arguments=asks_owner, post=nothing),
    Example(url="residence:end", access=Access.OWNER, arguments=asks_owner, post=nothing),
    Example(url="residence:member_confirm", access=Access.OWNER, arguments=asks_organisation_of, post=nothing),
    Example(url="residence:member_decline", access=Access.OWNER, arguments=asks_organisation_of, post=nothing),
    desk("residence:chains"),
    desk("residence:chain", arguments=a_voucher, post=nothing),
    Example(url="residence:settings", access=Access.POWER, power=MANAGE, post=lambda _person: SETTINGS),
)
