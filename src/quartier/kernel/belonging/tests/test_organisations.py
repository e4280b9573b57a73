"""Organisations: nobody is one by saying so."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from quartier.kernel.belonging.organisations import (
    add_organisation_member,
    change_organisation,
    confirm_organisation,
    found_organisation,
    leave_all_organisations,
    may_manage,
    remove_organisation_member,
)
from quartier.kernel.belonging.queries import organisations_seen_by
from quartier.kernel.groups.models import Organisation, OrganisationMember
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder

pytestmark = pytest.mark.django_db


def neighbour(name: str, role: str = "", standing: str = Standing.MEMBER) -> Person:
    person = Person.objects.create(given_name=name, family_name="Beispiel", standing=standing)
    if role:
        RoleHolder.objects.create(person=person, role=role)
    return person


def founded(by: Person) -> Organisation:
    return found_organisation(by=Actor(by), name="Turnverein", kind="association", about="Turnen")


def refused(do: Callable[[], object]) -> None:
    before = list(Organisation.objects.values()), list(OrganisationMember.objects.values())
    with pytest.raises(Refused):
        do()
    assert (list(Organisation.objects.values()), list(OrganisationMember.objects.values())) == before


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.create_user(f"name-{person.pk}", "x", person))
    return client


def test_until_somebody_confirms_it_nobody_else_sees_it() -> None:
    ayse, jonas, desk = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim", "coordinator")
    organisation = founded(ayse)
    assert founded(ayse) == organisation
    assert desk.notifications.filter(notice="organisations.asked").count() == 1
    assert not organisations_seen_by(None)
    assert not organisations_seen_by(jonas)
    assert list(organisations_seen_by(ayse)) == list(organisations_seen_by(desk)) == [organisation]
    refused(lambda: confirm_organisation(organisation, by=Actor(jonas)))
    confirm_organisation(organisation, by=Actor(desk))
    confirm_organisation(organisation, by=Actor(desk))
    assert list(organisations_seen_by(None)) == [organisation]
    assert ayse.notifications.filter(notice="organisations.confirmed").count() == 1


def test_nobody_confirms_their_own_and_no_guest_founds_one() -> None:
    desk, guest = neighbour("Kim", "coordinator"), neighbour("Gast", standing=Standing.GUEST)
    organisation = founded(desk)
    refused(lambda: confirm_organisation(organisation, by=Actor(desk)))
    refused(lambda: found_organisation(by=Actor(guest), name="Rathaus", kind="public_office"))
    refused(lambda: found_organisation(by=Actor(desk), name="turnverein", kind="business"))
    refused(lambda: found_organisation(by=Actor(desk), name=" ", kind="business"))
    refused(lambda: found_organisation(by=Actor(desk), name="Bank", kind="bank"))


def test_another_name_has_to_be_confirmed_anew() -> None:
    ayse, desk = neighbour("Ayşe"), neighbour("Kim", "coordinator")
    organisation = founded(ayse)
    confirm_organisation(organisation, by=Actor(desk))
    change_organisation(organisation, by=Actor(ayse), name="Turnverein", kind="association", about="Neu", contact="")
    organisation.refresh_from_db()
    assert (organisation.is_confirmed, organisation.about) == (True, "Neu")
    change_organisation(organisation, by=Actor(ayse), name="Polizei", kind="public_office", about="", contact="")
    organisation.refresh_from_db()
    assert not organisation.is_confirmed


def test_only_managers_change_it_and_one_always_remains() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    organisation = founded(ayse)
    refused(lambda: add_organisation_member(organisation, by=Actor(jonas), person=jonas, manages=True))
    add_organisation_member(organisation, by=Actor(ayse), person=jonas)
    add_organisation_member(organisation, by=Actor(ayse), person=jonas)
    assert not may_manage(organisation, jonas)
    refused(lambda: remove_organisation_member(organisation, by=Actor(jonas), person=ayse))
    refused(lambda: remove_organisation_member(organisation, by=Actor(ayse), person=ayse))
    add_organisation_member(organisation, by=Actor(ayse), person=jonas, manages=True)
    remove_organisation_member(organisation, by=Actor(ayse), person=ayse)
    assert may_manage(organisation, jonas)


def test_the_pages() -> None:
    ayse, jonas, desk = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim", "coordinator")
    hers, his, theirs = signed_in(ayse), signed_in(jonas), signed_in(desk)
    hers.post(
        reverse("organisations:new"), {"name": "Turnverein", "kind": "association", "about": "<i>x", "contact": ""}
    )
    organisation = Organisation.objects.get()

    def address(act: str) -> str:
        return reverse(f"organisations:{act}", kwargs={"pk": organisation.pk})

    assert his.get(address("organisation")).status_code == 404
    assert Client().get(address("organisation")).status_code == 404
    assert theirs.post(address("confirm")).status_code == 302
    page = Client().get(address("organisation")).content.decode()
    assert "Turnverein" in page
    assert "<i>x" not in page
    assert "Ayşe" not in page
    assert "Turnverein" in Client().get(reverse("organisations:list")).content.decode()
    assert his.post(address("edit"), {"name": "x", "kind": "business"}).status_code == 403
    assert his.post(address("add_member"), {"name": "Jonas Beispiel", "manages": "on"}).status_code == 200
    assert Organisation.objects.get().name == "Turnverein"
    assert "We know no neighbour" in hers.post(address("add_member"), {"name": "Nie Mand"}).content.decode()
    assert hers.post(address("add_member"), {"name": "Jonas Beispiel", "manages": "on"}).status_code == 302
    assert may_manage(organisation, jonas)
    assert hers.post(address("remove_member"), {"person": ayse.pk}).status_code == 302
    assert not may_manage(organisation, ayse)


def test_whoever_speaks_for_it_may_go_and_those_who_confirm_find_somebody() -> None:
    ayse, jonas, desk = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim", "coordinator")
    organisation = founded(ayse)
    confirm_organisation(organisation, by=Actor(desk))
    refused(lambda: add_organisation_member(organisation, by=Actor(desk), person=jonas))
    leave_all_organisations(ayse)
    assert desk.notifications.filter(notice="organisations.unattended").count() == 1
    assert not OrganisationMember.objects.exists()
    refused(lambda: add_organisation_member(organisation, by=Actor(jonas), person=jonas))
    page = signed_in(desk).get(reverse("organisations:organisation", kwargs={"pk": organisation.pk})).content.decode()
    assert "Nobody looks after this page" in page
    add_organisation_member(organisation, by=Actor(desk), person=jonas)
    assert may_manage(organisation, jonas)
    remove_organisation_member(organisation, by=Actor(jonas), person=jonas)
    assert desk.notifications.filter(notice="organisations.unattended").count() == 1


def test_an_office_is_official_once_it_is_confirmed() -> None:
    ayse, desk = neighbour("Ayşe"), neighbour("Kim", "coordinator")
    office = found_organisation(by=Actor(ayse), name="Bürgeramt", kind="public_office")
    assert not office.is_official
    confirm_organisation(office, by=Actor(desk))
    assert Organisation.objects.get().is_official
    page = Client(headers={"accept-language": "en"}).get(
        reverse("organisations:organisation", kwargs={"pk": office.pk})
    )
    assert "Official" in page.content.decode()
