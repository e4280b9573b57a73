"""The young people's own budget. Not a cent can be given twice: whoever writes a line holds the pot meanwhile."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import YOUNG_CARE, Actor, Refused, require
from quartier.api.processes import Proposal
from quartier.modules.youth.models import Pot, Spending
from quartier.modules.youth.queries import left_in, proposals_to_pay
from quartier.modules.youth.words import euros

MOST = 100_000_000_00  # cents


@transaction.atomic
def make_pot(*, by: Actor, name: str, cents: int, given_by: str, ends: date) -> Pot:
    require(by, YOUNG_CARE)
    name, given_by = " ".join(name.split()), " ".join(given_by.split())
    if not name:
        raise Refused(_("What do you call the money?"), field="name")
    if not given_by:
        raise Refused(_("Say who gives the money."), field="given_by")
    if not 0 < cents <= MOST:
        raise Refused(_("How much is it? More than nothing."), field="cents")
    if ends < timezone.localdate():
        raise Refused(_("This day is over already."), field="ends")
    return Pot.objects.create(name=name, cents=cents, given_by=given_by, ends=ends, made_by=by.person)


@transaction.atomic
def spend(pot: Pot, proposal: Proposal, *, by: Actor, cents: int) -> Spending:
    """Only for what a round of young people chose, once, and never more than is left."""
    require(by, YOUNG_CARE)
    pot = _locked(pot)
    known = Spending.objects.filter(pot=pot, proposal=proposal).first()
    if known is not None and known.cents == cents and known.returned_cents == 0:  # sent twice
        return known
    if known is not None or not proposals_to_pay(pot).filter(pk=proposal.pk).exists():
        raise Refused(_("Money is only for what young people chose in a round, once for each."), field="proposal")
    if pot.ends < timezone.localdate():
        raise Refused(_("This budget ended on %(day)s.") % {"day": pot.ends.strftime("%d.%m.%Y")})
    if cents <= 0:
        raise Refused(_("How much is it? More than nothing."), field="cents")
    left = left_in(pot)
    if cents > left:
        raise Refused(_("Only %(sum)s are left.") % {"sum": euros(left)}, field="cents")
    return Spending.objects.create(
        pot=pot, proposal=proposal, title=proposal.title, decided_in=proposal.process.title, cents=cents, by=by.person
    )


@transaction.atomic
def give_back(spending: Spending, *, by: Actor, cents: int) -> None:
    """It cost less, or didn't come about. The line stays, and says so."""
    require(by, YOUNG_CARE)
    _locked(spending.pot)
    spending = Spending.objects.select_for_update(of=("self",)).get(pk=spending.pk)
    if not 0 <= cents <= spending.cents:
        raise Refused(_("From nothing up to %(sum)s.") % {"sum": euros(spending.cents)}, field="cents")
    if cents < spending.returned_cents and spending.returned_cents - cents > left_in(spending.pot):
        raise Refused(_("Only %(sum)s are left.") % {"sum": euros(left_in(spending.pot))}, field="cents")
    spending.returned_cents = cents
    spending.save(update_fields=["returned_cents"])


def _locked(pot: Pot) -> Pot:
    return Pot.objects.select_for_update(of=("self",)).get(pk=pot.pk)
