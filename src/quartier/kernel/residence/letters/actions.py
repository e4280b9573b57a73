"""Letters: making a batch, printing it, revoking it; and the code that comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions.sessions import TooManyTries
from quartier.kernel.accounts.codes import kept_code, new_code
from quartier.kernel.gate.actions import locked, make_neighbour, require_may_be_confirmed
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Confirmation, Ground
from quartier.kernel.people.models import Person
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.models import Address
from quartier.kernel.refusals import Refused
from quartier.kernel.residence.letters.models import LetterBatch, LetterCode
from quartier.kernel.residence.letters.way import LETTERS
from quartier.kernel.residence.rules import require_no_twin
from quartier.kernel.residence.settings import residence_settings
from quartier.kernel.residence.ways import is_chosen
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.residence import CONFIRM

MOST_LETTERS, MOST_A_HOUSE = 300, 60
PURPOSE = "letter"


@dataclass(frozen=True)
class Letter:
    """What stands in one envelope. `code` is known while it is printed, and never again."""

    address: Address | None
    code: str


@transaction.atomic
def make_batch(name: str, houses: Iterable[Address], *, by: Actor, each: int = 1, blank: int = 0) -> LetterBatch:
    """Letters for houses, `each` so many a house, and `blank` ones to hand out. Printed in the next step."""
    require(by, CONFIRM)
    if not is_chosen(LETTERS):
        raise Refused(_("This quarter sends no letters. A key holder can change that."))
    if not 1 <= each <= MOST_A_HOUSE:
        raise Refused(_("How many letters does each house get? From 1 to %(most)s.") % {"most": MOST_A_HOUSE}, "each")
    addresses: list[Address | None] = [house for house in dict.fromkeys(houses) for _number in range(each)]
    addresses += [None] * max(blank, 0)
    if not addresses:
        raise Refused(_("Please choose streets or houses, or how many letters without an address."))
    if len(addresses) > MOST_LETTERS:
        raise Refused(
            _("That would be %(count)s letters. Please make batches of at most %(most)s.")
            % {"count": len(addresses), "most": MOST_LETTERS}
        )
    batch = LetterBatch.objects.create(name=" ".join(name.split())[:120] or _("Letters"), made_by=by.person)
    LetterCode.objects.bulk_create(LetterCode(batch=batch, address=address) for address in addresses)
    return batch


def print_batch(batch: LetterBatch, *, by: Actor, make: Callable[[LetterBatch, list[Letter]], bytes]) -> bytes:
    """Makes the sheets with new codes for all letters that haven't come back, and only then lets these codes count.

    What was printed before works no more: so the codes themselves are kept nowhere. If `make` fails, nothing has changed.
    """
    require(by, CONFIRM)
    if batch.revoked:
        raise Refused(_("These letters were revoked. Please make new ones."))
    waiting = list(batch.codes.filter(used=None).select_related("address").order_by("address__sort_key", "pk"))
    if not waiting:
        raise Refused(_("All letters of this batch have come back."))
    letters = [Letter(row.address, new_code()) for row in waiting]
    batch.printed = timezone.now()
    batch.expires = batch.printed + timedelta(days=residence_settings().code_days)
    sheets = make(batch, letters)
    for row, letter in zip(waiting, letters, strict=True):
        row.code_hash = kept_code(PURPOSE, letter.code)
    _let_count(batch, waiting)
    return sheets


@transaction.atomic
def _let_count(batch: LetterBatch, rows: list[LetterCode]) -> None:
    """A letter that came back while the new ones were made stays used: its row alone is left as it is."""
    if LetterBatch.objects.select_for_update().get(pk=batch.pk).revoked:
        raise Refused(_("These letters were revoked. Please make new ones."))
    still_out = set(batch.codes.select_for_update().filter(used=None).values_list("pk", flat=True))
    LetterCode.objects.bulk_update([row for row in rows if row.pk in still_out], ["code_hash"], batch_size=200)
    batch.save(update_fields=["printed", "expires"])


@transaction.atomic
def revoke_batch(batch: LetterBatch, *, by: Actor) -> None:
    """None of its codes works from now on. Whoever was confirmed by one stays confirmed."""
    require(by, CONFIRM)
    LetterBatch.objects.filter(pk=batch.pk, revoked=None).update(revoked=timezone.now(), revoked_by=by.person)


def use_code(typed: str, *, by: Actor, network: str) -> Confirmation:
    """The letter arrived: whoever types its code lives there. Counted before it is looked up, outside the transaction."""
    own_tries = limits.allowed(limits.LETTERS_OF_PERSON, by.person.pk)
    if not (limits.allowed(limits.LETTERS_OF_NETWORK, network) and own_tries):
        raise TooManyTries(_("That was tried too often. Please wait a quarter of an hour."))
    confirmation = _use(typed, by=by)
    limits.forgive_one(limits.LETTERS_OF_NETWORK, network)
    limits.forgive_one(limits.LETTERS_OF_PERSON, by.person.pk)
    return confirmation


@transaction.atomic
def _use(typed: str, *, by: Actor) -> Confirmation:
    person = locked(by.subject)
    require_may_be_confirmed(person)
    known = LetterCode.objects.filter(code_hash=kept_code(PURPOSE, typed)).first()
    if known is None:
        raise Refused(_("We don't know this code. Please compare it with your letter, sign by sign."), "code")
    row = LetterCode.objects.select_for_update(of=("self",)).select_related("batch", "address").get(pk=known.pk)
    _require_works(row)
    row.used, row.used_by = timezone.now(), person
    row.save(update_fields=["used", "used_by"])
    if row.address is not None:
        _settle(person, row.address, by)
    require_no_twin(person)
    return make_neighbour(person, by=by, said_by=row.batch.made_by, ground=Ground.LETTER)


def _require_works(row: LetterCode) -> None:
    if row.used is not None:
        raise Refused(_("This code was used already. Each code is for one person. The desk gives you another."), "code")
    if row.batch.revoked is not None:
        raise Refused(_("This letter was revoked. Please ask the desk for another way."), "code")
    if not row.batch.is_open:
        raise Refused(_("This code is too old. Please ask the desk for a new letter, or come by."), "code")


def _settle(person: Person, address: Address, by: Actor) -> None:
    person.address = address
    person.save(update_fields=["address"])
    place_at(by=by, address=address)
