"""Organisations: an association, a shop, an office has a page of its own once somebody confirmed that it is what it says."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.kernel.belonging.rules import holders_of, must_be_neighbour, one_line, words
from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.groups.models import Organisation, OrganisationKind, OrganisationMember
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import has_power, require
from quartier.kernel.terms.belonging import (
    ORGANISATION_ASKED,
    ORGANISATION_CONFIRMED,
    ORGANISATION_MEMBER,
    ORGANISATION_UNATTENDED,
)
from quartier.kernel.terms.residence import CONFIRM

KIND = "organisations.organisation"


@transaction.atomic
def found_organisation(*, by: Actor, name: str, kind: str, about: str = "", contact: str = "") -> Organisation:
    """Makes a page, seen by its members alone, and asks those who confirm. Founding the same twice is founding it once."""
    must_be_neighbour(by)
    Person.objects.select_for_update(no_key=True).get(pk=by.subject.pk)
    name, about, contact = _checked(name, kind, about, contact)
    same = Organisation.objects.filter(name__iexact=name).first()
    if same and same.kind == kind and may_manage(same, by.subject):
        return same
    if same:
        raise Refused(_("There is an organisation of this name already. Ask its members to let you in."), field="name")
    organisation = Organisation.objects.create(name=name, kind=kind, about=about, contact=contact)
    OrganisationMember.objects.create(organisation=organisation, person=by.subject, may_manage=True)
    record(Verb.PUBLISHED, KIND, by=by)
    _ask_for_confirmation(organisation, by)
    return organisation


@transaction.atomic
def confirm_organisation(organisation: Organisation, *, by: Actor) -> None:
    """Somebody checked that it is real, and that these people speak for it; never one of them."""
    organisation = _lock(organisation)
    require(by, CONFIRM)
    if organisation.memberships.filter(person=by.subject).exists():
        raise Refused(_("You belong to it yourself. Somebody else has to confirm it."))
    if not organisation.is_confirmed:
        Organisation.objects.filter(pk=organisation.pk).update(is_confirmed=True)
        record(Verb.CONSENTED, KIND, by=by)
        tell(managers_of(organisation), ORGANISATION_CONFIRMED, url=url_of(organisation), title=organisation.name)


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, by: Actor, name: str, kind: str, about: str, contact: str
) -> None:
    """Another name or kind is another claim, so it has to be confirmed anew."""
    organisation = _lock(organisation)
    _must_manage(organisation, by)
    name, about, contact = _checked(name, kind, about, contact)
    if Organisation.objects.filter(name__iexact=name).exclude(pk=organisation.pk).exists():
        raise Refused(_("There is an organisation of this name already."), field="name")
    is_other = (name, kind) != (organisation.name, organisation.kind)
    organisation.name, organisation.kind, organisation.about, organisation.contact = name, kind, about, contact
    if is_other and organisation.is_confirmed:
        organisation.is_confirmed = False
        _ask_for_confirmation(organisation, by)
    organisation.save()


@transaction.atomic
def add_organisation_member(organisation: Organisation, *, by: Actor, person: Person, manages: bool = False) -> None:
    """Those who manage it let somebody in; where nobody does, those who confirm name somebody who manages it."""
    organisation = _lock(organisation)
    if not may_add_member(organisation, by.subject):
        raise Refused(_("Only those who look after this page can do this."))
    manages = manages or not managers_of(organisation)
    if not person.is_member:
        raise Refused(_("Only confirmed neighbours can speak for an organisation."), field="name")
    member, is_new = OrganisationMember.objects.get_or_create(
        organisation=organisation, person=person, defaults={"may_manage": manages}
    )
    if manages and not member.may_manage:
        member.may_manage = True
        member.save(update_fields=["may_manage"])
    if is_new:
        record(Verb.JOINED, KIND, by=by)
        tell([person], ORGANISATION_MEMBER, by=by.subject, url=url_of(organisation), title=organisation.name)


@transaction.atomic
def remove_organisation_member(organisation: Organisation, *, by: Actor, person: Person) -> None:
    """Takes somebody out, or oneself. As long as others speak for it, one of them looks after its page.

    The very last may go as well: then those who confirm look for somebody.
    """
    organisation = _lock(organisation)
    if person != by.subject:
        _must_manage(organisation, by)
    rest = organisation.memberships.exclude(person=person)
    member = organisation.memberships.filter(person=person).first()
    if member is None:
        return
    if member.may_manage and rest.exists() and not rest.filter(may_manage=True).exists():
        raise Refused(_("Somebody has to look after this page. Choose somebody to follow first."))
    member.delete()
    record(Verb.LEFT, KIND, by=by)
    _see_to(organisation)


@transaction.atomic
def leave_all_organisations(person: Person) -> None:
    """For erasure, moving away and death."""
    for membership in person.organisation_memberships.select_related("organisation").order_by("organisation_id"):
        organisation = _lock(membership.organisation)
        membership.delete()
        if membership.may_manage:
            _see_to(organisation)


def _see_to(organisation: Organisation) -> None:
    if not managers_of(organisation):
        url = url_of(organisation)
        tell(holders_of(CONFIRM), ORGANISATION_UNATTENDED, url=url, title=organisation.name, calm=True)


def may_manage(organisation: Organisation, person: Person | None) -> bool:
    if person is None or not person.is_member:
        return False
    return organisation.memberships.filter(person=person, may_manage=True).exists()


def may_add_member(organisation: Organisation, person: Person) -> bool:
    managers = managers_of(organisation)
    return person in managers or (not managers and has_power(person, CONFIRM))


def managers_of(organisation: Organisation) -> list[Person]:
    """Those who look after its page and can."""
    rows = organisation.memberships.filter(may_manage=True, person__standing=Standing.MEMBER)
    managers = rows.select_related("person").order_by("joined", "pk")
    return [membership.person for membership in managers]


def url_of(organisation: Organisation) -> str:
    return reverse("organisations:organisation", kwargs={"pk": organisation.pk})


def _ask_for_confirmation(organisation: Organisation, by: Actor) -> None:
    url = url_of(organisation)
    tell(holders_of(CONFIRM), ORGANISATION_ASKED, by=by.subject, url=url, title=organisation.name, calm=True)


def _lock(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _must_manage(organisation: Organisation, by: Actor) -> None:
    if not may_manage(organisation, by.subject):
        raise Refused(_("Only those who look after this page can do this."))


def _checked(name: str, kind: str, about: str, contact: str) -> tuple[str, str, str]:
    if kind not in OrganisationKind.values:
        raise Refused(_("Please choose what it is."), field="kind")
    name = one_line(name, field="name", most=120)
    return name, words(about, field="about", most=4000), words(contact, field="contact", most=1000)
