"""Vouching: a guest asks, two neighbours answer. Who vouches answers for it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.gate.actions import locked, make_neighbour, require_may_be_confirmed
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import is_hidden
from quartier.kernel.people.confirmations import Ground, Surety
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.newcomers import is_newcomer, newcomer_days
from quartier.kernel.people.restrictions import must_be_free_to_begin
from quartier.kernel.people.search import called
from quartier.kernel.people.twins import has_sure_twin
from quartier.kernel.refusals import Refused
from quartier.kernel.residence.settings import residence_settings
from quartier.kernel.residence.vouching.way import VOUCHING
from quartier.kernel.residence.ways import is_chosen
from quartier.kernel.terms.residence import SURETY_ASKED, SURETY_GIVEN

NEEDED = 2
MOST_OPEN, MOST_A_DAY = 4, 8
YEAR = timedelta(days=365)


@transaction.atomic
def ask_voucher(full_name: str, *, by: Actor) -> Surety:
    """By the full name. The answer is the same whether somebody of that name lives here or not: guests can't find out."""
    person = locked(by.subject)
    require_may_be_confirmed(person)
    if not is_chosen(VOUCHING):
        raise Refused(_("Nobody vouches for others in this quarter. Please choose another way."))
    typed = " ".join(full_name.replace("\x00", "").split())[:170]
    if " " not in typed:
        raise Refused(_("Please write first name and family name."), "full_name")
    if typed.casefold() == person.full_name.casefold():
        raise Refused(_("Nobody vouches for themselves. Please ask somebody else."), "full_name")
    open_ones = open_sureties(person)
    for known in open_ones:
        if known.typed.casefold() == typed.casefold():
            return known
    today = person.sureties.filter(asked__gt=timezone.now() - timedelta(days=1)).count()
    if open_ones.count() >= MOST_OPEN or today >= MOST_A_DAY:
        raise Refused(_("You have asked enough people. Please wait for an answer."))
    voucher = _the_one(typed, person)
    surety = Surety.objects.create(person=person, voucher=voucher, typed=typed)
    if voucher is not None:
        tell([voucher], SURETY_ASKED, by=person, url=reverse("residence:sureties"))
    return surety


@transaction.atomic
def give_surety(surety: Surety, *, by: Actor) -> bool:
    """The neighbour's own word, and nobody else's for them. True: the guest is confirmed now."""
    _require_own(surety, by)
    locked(by.person)  # so that many words at the same moment are counted one after the other
    person = locked(surety.person)
    surety = Surety.objects.get(pk=surety.pk)
    if surety.ended is not None:
        raise Refused(_("This question was taken back, or is over."))
    if surety.given is not None:
        return False
    require_may_be_confirmed(person)
    must_be_free_to_begin(by)
    require_may_vouch(by.person)
    surety.given = timezone.now()
    surety.save(update_fields=["given"])
    counting = list(counting_sureties(person))
    if len(counting) < NEEDED or has_sure_twin(person):
        tell([person], SURETY_GIVEN, by=by.person, url=reverse("residence:vouchers"))
        return False
    confirmation = make_neighbour(person, by=by, said_by=by.person, ground=Ground.VOUCHED)
    Surety.objects.filter(pk__in=[one.pk for one in counting]).update(confirmation=confirmation)
    return True


@transaction.atomic
def end_surety(surety: Surety, *, by: Actor) -> None:
    """The guest takes the question back, or the neighbour says no. What has confirmed somebody the desk alone undoes."""
    if by.subject.pk not in {surety.person_id, surety.voucher_id}:
        raise Refused(_("This is between two other people."))
    locked(surety.person)
    surety = Surety.objects.get(pk=surety.pk)
    if surety.confirmation_id is not None:
        raise Refused(_("Your word has counted already. If something is wrong, please tell the desk."))
    Surety.objects.filter(pk=surety.pk, ended=None).update(ended=timezone.now())


def open_sureties(person: Person) -> QuerySet[Surety]:
    """Whom they ask now. What confirmed them once is used up: who becomes a guest again asks anew, also the same people."""
    return Surety.objects.filter(person=person, organisation=None, ended=None, confirmation=None)


def counting_sureties(person: Person) -> QuerySet[Surety]:
    """The words that count: given by neighbours who still are some. Who was excluded, left or became a guest doesn't."""
    return open_sureties(person).filter(given__isnull=False, voucher__standing=Standing.MEMBER)


def vouches_left(voucher: Person) -> int:
    """How many more they may vouch for within a year."""
    used = Surety.objects.filter(voucher=voucher, ended=None, given__gt=timezone.now() - YEAR).count()
    return max(0, residence_settings().vouches_a_year - used)


def require_may_vouch(voucher: Person) -> None:
    if not voucher.is_member:
        raise Refused(_("You can vouch as soon as you are confirmed yourself."))
    if voucher.is_minor:
        raise Refused(_("Who vouches must be 18 or older."))
    if is_newcomer(voucher):
        raise Refused(
            _("You are new here yourself. You can vouch %(days)s days after you were confirmed.")
            % {"days": newcomer_days()}
        )
    if not vouches_left(voucher):
        raise Refused(_("You have vouched for very many this year. Please send them to the desk."))


def _require_own(surety: Surety, by: Actor) -> None:
    if by.for_person is not None or by.person.pk != surety.voucher_id:
        raise Refused(_("Only the person who was asked can answer."))


def _the_one(full_name: str, person: Person) -> Person | None:
    """Of several with one name we ask none: they would have to guess who is meant."""
    fitting = [one for one in called(full_name) if hasattr(one, "account") and not is_hidden(person, one)]
    return fitting[0] if len(fitting) == 1 else None
