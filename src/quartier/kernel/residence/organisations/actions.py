"""An organisation that may confirm says of its people that they live here."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.gate.actions import locked, make_neighbour, require_may_be_confirmed, require_other_person
from quartier.kernel.groups.models import Organisation
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Confirmation, Ground, Surety
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.residence.organisations.way import ORGANISATIONS
from quartier.kernel.residence.rules import require_no_twin
from quartier.kernel.residence.ways import is_chosen
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.quarter import MANAGE
from quartier.kernel.terms.residence import SURETY_ASKED

MOST_OPEN = 3


def organisations_that_confirm() -> QuerySet[Organisation]:
    return Organisation.objects.filter(is_confirmed=True, may_confirm=True).order_by("name")


@transaction.atomic
def choose_organisations(chosen: Iterable[int], *, by: Actor) -> None:
    """Which of them may confirm people from now on; only those that were confirmed themselves."""
    require(by, MANAGE)
    wanted = set(chosen)
    Organisation.objects.exclude(pk__in=wanted).filter(may_confirm=True).update(may_confirm=False)
    Organisation.objects.filter(pk__in=wanted, is_confirmed=True).update(may_confirm=True)


@transaction.atomic
def ask_organisation(organisation: Organisation, *, by: Actor) -> Surety:
    person = locked(by.subject)
    require_may_be_confirmed(person)
    _require_may_confirm(organisation)
    open_ones = person.sureties.filter(organisation__isnull=False, ended=None, confirmation=None)
    known = open_ones.filter(organisation=organisation).first()
    if known is not None:
        return known
    if open_ones.count() >= MOST_OPEN:
        raise Refused(_("You have asked enough people. Please wait for an answer."))
    surety = Surety.objects.create(person=person, organisation=organisation, typed=organisation.name)
    managers = Person.objects.filter(
        standing=Standing.MEMBER,
        organisation_memberships__organisation=organisation,
        organisation_memberships__may_manage=True,
    )
    tell(managers, SURETY_ASKED, by=person, url=reverse("residence:sureties"))
    return surety


@transaction.atomic
def confirm_member(surety: Surety, *, by: Actor) -> Confirmation:
    """By whoever looks after the organisation's page, with their own name beside it."""
    _require_speaks(surety, by)
    person = locked(surety.person)
    surety = Surety.objects.select_related("organisation").get(pk=surety.pk)
    if surety.ended is not None or surety.given is not None or surety.organisation is None:
        raise Refused(_("This question was taken back, or is over."))
    require_other_person(person, by)
    _require_may_confirm(surety.organisation)
    require_no_twin(person)
    confirmation = make_neighbour(person, by=by, said_by=by.person, ground=Ground.ORGANISATION)
    Surety.objects.filter(pk=surety.pk).update(given=confirmation.at, ended=None, confirmation=confirmation)
    return confirmation


@transaction.atomic
def decline_member(surety: Surety, *, by: Actor) -> None:
    """Not one of ours; or the guest takes the question back."""
    if by.subject.pk != surety.person_id:
        _require_speaks(surety, by)
    Surety.objects.filter(pk=surety.pk, given=None, ended=None).update(ended=timezone.now())


def asked_of_organisations_of(person: Person) -> QuerySet[Surety]:
    """What waits for an answer of somebody who looks after an organisation's page."""
    return Surety.objects.filter(
        organisation__memberships__person=person,
        organisation__memberships__may_manage=True,
        given=None,
        ended=None,
    ).select_related("person", "organisation")


def _require_may_confirm(organisation: Organisation) -> None:
    if not (is_chosen(ORGANISATIONS) and organisation.is_confirmed and organisation.may_confirm):
        raise Refused(_("%(name)s can't confirm people at the moment.") % {"name": organisation.name})


def _require_speaks(surety: Surety, by: Actor) -> None:
    is_theirs = (
        surety.organisation is not None
        and by.person.is_member
        and surety.organisation.memberships.filter(person=by.person, may_manage=True).exists()
    )
    if not is_theirs:
        raise Refused(_("Only the organisation that was asked can answer."))
