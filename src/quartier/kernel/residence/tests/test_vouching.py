"""Two neighbours vouch: they answer for it, and what came of it can be undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.kernel.gate.actions import withdraw_confirmation
from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour, years_ago
from quartier.kernel.groups.models import Organisation, OrganisationMember
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.confirmations import Confirmation, Ground, Surety
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.places.actions import add_address, add_street
from quartier.kernel.quarter.modules import write_settings
from quartier.kernel.refusals import Refused
from quartier.kernel.residence.organisations.actions import ask_organisation, confirm_member
from quartier.kernel.residence.vouching.actions import ask_voucher, end_surety, give_surety
from quartier.kernel.residence.vouching.chains import came_through, withdraw_together

pytestmark = pytest.mark.django_db


def standing(person: Person) -> str:
    return Person.objects.get(pk=person.pk).standing


def vouched(newcomer: Person, *vouchers: Person) -> None:
    for voucher in vouchers:
        give_surety(ask_voucher(voucher.full_name, by=by(newcomer)), by=by(voucher))


def grown_up(person: Person) -> Person:
    Person.objects.filter(pk=person.pk).update(newcomer_since=timezone.now() - timedelta(days=31))
    return Person.objects.get(pk=person.pk)


def test_two_different_neighbours_make_a_guest_a_neighbour() -> None:
    gustav, ayse, otto = guest(), neighbour("Ayşe"), neighbour("Otto")
    vouched(gustav, ayse, ayse)
    assert standing(gustav) == Standing.GUEST
    vouched(gustav, otto)
    assert standing(gustav) == Standing.MEMBER
    assert Confirmation.objects.get(person=gustav).ground == Ground.VOUCHED
    assert [row.person for row in came_through(ayse)] == [gustav]


def test_a_guest_cannot_find_out_who_lives_here() -> None:
    gustav = client_of(guest())
    neighbour("Ayşe")
    neighbour("Otto", standing=Standing.LEFT)
    for name in ("Ayşe Beispiel", "Otto Beispiel", "Niemand Beispiel"):
        page = gustav.post("/people/here/neighbours/", {"full_name": name}, follow=True)
        assert f"Asked: {name}" in page.content.decode()
    assert Surety.objects.count() == 3
    assert Notification.objects.count() == 1


@pytest.mark.parametrize("why", ["left", "excluded", "limited", "newcomer", "young", "limit", "other", "for somebody"])
def test_whose_word_does_not_count(why: str) -> None:
    gustav, ayse = guest(), neighbour("Ayşe", birth_date=years_ago(17) if why == "young" else None)
    surety = ask_voucher("Ayşe Beispiel", by=by(gustav))
    actor = by(neighbour("Nina")) if why == "other" else by(ayse)
    if why == "left":
        Person.objects.update(standing=Standing.GUEST)
    if why == "excluded":
        Person.objects.filter(pk=ayse.pk).update(standing=Standing.EXCLUDED)
    if why == "limited":
        Person.objects.filter(pk=ayse.pk).update(limited_until=timezone.now() + timedelta(days=9))
    if why == "newcomer":
        Person.objects.filter(pk=ayse.pk).update(newcomer_since=timezone.now())
    if why == "limit":
        write_settings("residence", {"vouches_a_year": 1})
        Surety.objects.create(person=guest("Olga"), voucher=ayse, given=timezone.now())
    if why == "for somebody":
        actor = type(actor)(neighbour("Nina"), for_person=ayse)
    actor = type(actor)(Person.objects.get(pk=actor.person.pk), for_person=actor.for_person)
    with pytest.raises(Refused):
        give_surety(surety, by=actor)
    assert Surety.objects.get(pk=surety.pk).given is None


def test_the_word_of_somebody_excluded_meanwhile_counts_no_more() -> None:
    gustav, ayse, otto = guest(), neighbour("Ayşe"), neighbour("Otto")
    vouched(gustav, ayse)
    Person.objects.filter(pk=ayse.pk).update(standing=Standing.EXCLUDED)
    vouched(gustav, otto)
    assert standing(gustav) == Standing.GUEST
    vouched(gustav, neighbour("Nina"))
    assert standing(gustav) == Standing.MEMBER
    assert came_through(ayse) == []


def test_questions_are_bounded_and_can_be_taken_back_until_they_have_counted() -> None:
    gustav, ayse, otto = guest(), neighbour("Ayşe"), neighbour("Otto")
    for name in ("gustav  beispiel", "Ayşe"):
        with pytest.raises(Refused):
            ask_voucher(name, by=by(gustav))
    first = ask_voucher("Ayşe Beispiel", by=by(gustav))
    assert ask_voucher("ayşe beispiel", by=by(gustav)) == first
    end_surety(first, by=by(gustav))
    with pytest.raises(Refused):
        give_surety(first, by=by(ayse))
    for number in range(4):
        ask_voucher(f"Niemand {number}", by=by(gustav))
    with pytest.raises(Refused, match="enough people"):
        ask_voucher("Otto Beispiel", by=by(gustav))
    Surety.objects.all().delete()
    vouched(gustav, ayse, otto)
    with pytest.raises(Refused, match="counted already"):
        end_surety(Surety.objects.get(voucher=ayse), by=by(ayse))


def test_a_chain_is_seen_whole_and_undone_together_or_in_part() -> None:
    desk, ayse, otto = neighbour("Desk", "coordinator"), neighbour("Ayşe"), neighbour("Otto")
    first, second, third = guest("Erste"), guest("Zweiter"), guest("Dritte")
    vouched(first, ayse, otto)
    vouched(second, grown_up(first), otto)
    vouched(third, grown_up(second), otto)
    chain = came_through(ayse)
    assert [(row.person, row.via, row.step) for row in chain] == [
        (first, ayse, 1), (second, first, 2), (third, second, 3)
    ]  # fmt: skip
    with pytest.raises(Refused):
        withdraw_together(ayse, [first.pk], by=by(otto))
    page = client_of(desk).get(f"/people/desk/{ayse.pk}/through/").content.decode()
    assert all(name in page for name in ("Erste", "Zweiter", "Dritte"))
    assert {standing(person) for person in (ayse, first, second, third)} == {Standing.MEMBER}
    stranger = guest("Fremd")
    client_of(desk).post(f"/people/desk/{ayse.pk}/through/", {"with": [first.pk, second.pk, stranger.pk, "x"]})
    assert [standing(person) for person in (ayse, first, second, third)] == ["guest", "guest", "guest", "member"]


def test_a_key_holder_in_the_chain_stops_all_of_it() -> None:
    desk, ayse, otto, first = neighbour("Desk", "coordinator"), neighbour("Ayşe"), neighbour("Otto"), guest("Erste")
    vouched(first, ayse, otto)
    first.roles.create(role="key_holder")
    with pytest.raises(Refused):
        withdraw_together(ayse, [first.pk], by=by(desk))
    assert {standing(ayse), standing(first)} == {Standing.MEMBER}


def test_one_person_has_one_confirmed_account() -> None:
    house = add_address(add_street("Schulstraße", by=None), "12", by=None)
    known, again = neighbour("Gustav"), guest("gustav")
    Person.objects.filter(pk__in=[known.pk, again.pk]).update(address=house)
    vouched(again, neighbour("Ayşe"), neighbour("Otto"))
    assert standing(again) == Standing.GUEST  # two have said yes, the desk looks
    desk = client_of(neighbour("Desk", "coordinator"))
    page = desk.post(f"/people/desk/{again.pk}/confirm/", {"ground": "desk"}, follow=True).content.decode()
    assert "Is it the same person?" in page
    assert standing(again) == Standing.GUEST
    desk.post(f"/people/desk/{again.pk}/confirm/", {"ground": "desk", "sure": "1"})
    assert standing(again) == Standing.MEMBER


def test_an_organisation_confirms_its_own_where_a_key_holder_allows_it() -> None:
    gustav, mira = guest(), neighbour("Mira")
    club = Organisation.objects.create(name="Sportverein", kind="association", is_confirmed=True)
    OrganisationMember.objects.create(organisation=club, person=mira, may_manage=True)
    write_settings("residence", {"ways": ["desk", "organisation"]})
    with pytest.raises(Refused):
        ask_organisation(club, by=by(gustav))
    form = {"ways": ["organisation"], "code_days": 42, "vouches_a_year": 5, "newcomer_days": 30, "ask_months": 12}
    client_of(neighbour("Kim", "key_holder")).post("/quarter/ways/", {**form, "organisations": [club.pk]})
    club.refresh_from_db()
    surety = ask_organisation(club, by=by(gustav))
    with pytest.raises(Refused):
        confirm_member(surety, by=by(neighbour("Nina")))
    Organisation.objects.update(is_confirmed=False)
    with pytest.raises(Refused):
        confirm_member(surety, by=by(mira))
    Organisation.objects.update(is_confirmed=True)
    confirm_member(surety, by=by(mira))
    assert (standing(gustav), Confirmation.objects.get().ground) == (Standing.MEMBER, Ground.ORGANISATION)


def test_the_second_look_is_somebody_elses() -> None:
    desk, other, gustav = neighbour("Desk", "coordinator"), neighbour("Olga", "coordinator"), guest()
    client_of(desk).post(f"/people/desk/{gustav.pk}/confirm/", {"ground": "known"})
    confirmation = Confirmation.objects.get()
    client_of(desk).post(f"/people/desk/confirmations/{confirmation.pk}/look/")
    assert Confirmation.objects.get().looked is None
    client_of(other).post(f"/people/desk/confirmations/{confirmation.pk}/look/")
    assert Confirmation.objects.get().looked_by == other


def test_who_is_a_guest_again_asks_anew_and_one_word_more_is_not_enough() -> None:
    gustav, ayse, otto, mara = guest(), neighbour("Ayşe"), neighbour("Otto"), neighbour("Mara")
    vouched(gustav, ayse, otto)
    withdraw_confirmation(Confirmation.objects.get(person=gustav), by=by(neighbour("Desk", "coordinator")))
    vouched(gustav, mara)
    assert standing(gustav) == Standing.GUEST
    vouched(gustav, ayse)  # the same as before may be asked again
    assert standing(gustav) == Standing.MEMBER
