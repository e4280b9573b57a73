"""Who may open what about confirming: guests for themselves, the desk for others, managers for the quarter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from quartier.kernel.accounts.codes import kept_code
from quartier.kernel.contract import Access, Example
from quartier.kernel.gate.examples import desk, nothing
from quartier.kernel.people.models import Person
from quartier.kernel.residence.letters.actions import PURPOSE
from quartier.kernel.residence.letters.models import LetterBatch, LetterCode
from quartier.kernel.terms import MANAGE

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


EXAMPLES = (
    Example(url="residence:here", access=Access.SIGNED_IN),
    Example(url="residence:code", access=Access.SIGNED_IN, post=a_code),
    Example(url="residence:scanned", access=Access.ANYBODY, arguments=a_code),
    desk("residence:batches"),
    desk("residence:batch_new", post=letters_of_mine),
    desk("residence:batch", arguments=a_batch),
    desk("residence:batch_print", arguments=a_batch, post=nothing),
    desk("residence:batch_revoke", arguments=a_batch, post=nothing),
    Example(url="residence:settings", access=Access.POWER, power=MANAGE, post=lambda _person: SETTINGS),
)
