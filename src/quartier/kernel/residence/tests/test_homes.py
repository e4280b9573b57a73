"""Once a year a gentle question, and a move that costs nobody their confirmation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.kernel.gate.actions import confirm_person, withdraw_confirmation
from quartier.kernel.gate.guardians import accept_guardianship, ask_guardian, end_guardianship
from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour, years_ago
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.confirmations import Confirmation, Ground, HomeCheck
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.places.actions import add_address, add_street
from quartier.kernel.profiles.addresses import change_address
from quartier.kernel.quarter.modules import write_settings
from quartier.kernel.refusals import Refused
from quartier.kernel.residence.homes import asking
from quartier.kernel.residence.homes.actions import seen_here, still_here
from quartier.kernel.residence.homes.asking import ask_who_still_lives_here

pytestmark = pytest.mark.django_db


def confirmed_long_ago(name: str = "Gustav") -> Person:
    person = guest(name)
    confirm_person(person, by=by(neighbour("Desk", "coordinator")), ground=Ground.KNOWN)
    Person.objects.filter(pk=person.pk).update(confirmed=timezone.now() - timedelta(days=400))
    return Person.objects.get(pk=person.pk)


def days_pass(*days: int) -> None:
    for day in days:
        ask_who_still_lives_here(timezone.now() + timedelta(days=day))


def test_a_year_later_somebody_is_asked_once_and_one_tap_answers() -> None:
    gustav, fresh = confirmed_long_ago(), neighbour("Nina")
    days_pass(0, 0, 1)
    gustav.refresh_from_db()
    assert gustav.is_asked_home
    assert HomeCheck.objects.get().person == gustav
    assert not Person.objects.get(pk=fresh.pk).is_asked_home
    client = client_of(gustav)
    assert "Do you still live here?" in client.get("/people/here/").content.decode()
    client.post("/people/here/yes/")
    assert not Person.objects.get(pk=gustav.pk).is_asked_home
    days_pass(2, 200)
    assert HomeCheck.objects.filter(answered=None, person=gustav).count() == 0


def test_who_never_answers_is_reminded_twice_then_a_guest_and_back_with_one_tap() -> None:
    gustav = confirmed_long_ago()
    days_pass(0, 15, 16, 43, 44, 100)
    asked = Notification.objects.filter(person=gustav, notice="people.home_asked")
    assert (asked.count(), Person.objects.get(pk=gustav.pk).standing) == (3, Standing.MEMBER)
    assert "Gustav" not in client_of(neighbour("Olga", "coordinator")).get("/people/desk/homes/").content.decode()
    HomeCheck.objects.update(asked=timezone.now() - timedelta(days=95))
    assert "Gustav" in client_of(neighbour("Otto", "coordinator")).get("/people/desk/homes/").content.decode()
    days_pass(121)
    assert Person.objects.get(pk=gustav.pk).standing == Standing.GUEST
    still_here(by=by(gustav))
    gustav.refresh_from_db()
    assert (gustav.standing, gustav.is_asked_home) == (Standing.MEMBER, False)


def test_a_withdrawn_confirmation_is_not_brought_back_by_a_tap() -> None:
    gustav = confirmed_long_ago()
    days_pass(0, 15, 43, 121)
    withdraw_confirmation(Confirmation.objects.get(), by=by(neighbour("Olga", "coordinator")))
    with pytest.raises(Refused, match="desk"):
        still_here(by=by(gustav))
    assert Person.objects.get(pk=gustav.pk).standing == Standing.GUEST


def test_nothing_happens_by_itself_to_whoever_has_no_device_or_holds_the_keys_or_is_young() -> None:
    herta, kim, kian = confirmed_long_ago("Herta"), confirmed_long_ago("Kim"), confirmed_long_ago("Kian")
    Account.objects.filter(person=herta).delete()
    kim.roles.create(role="key_holder")
    Person.objects.filter(pk=kian.pk).update(birth_date=years_ago(15))
    days_pass(0, 15, 43, 121, 300)
    assert set(Person.objects.filter(pk__in=[herta.pk, kim.pk, kian.pk]).values_list("standing", flat=True)) == {
        "member"
    }
    desk = client_of(neighbour("Olga", "coordinator"))
    assert "Herta Beispiel" in desk.get("/people/desk/homes/").content.decode()
    desk.post(f"/people/desk/{herta.pk}/seen/")
    assert not Person.objects.get(pk=herta.pk).is_asked_home


def test_many_young_people_keep_nobody_else_from_being_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 2)
    for number in range(3):
        kid = neighbour(f"Kim{number}", birth_date=years_ago(12))
        Person.objects.filter(pk=kid.pk).update(joined=timezone.now() - timedelta(days=900))
    gustav = confirmed_long_ago()
    days_pass(0)
    assert HomeCheck.objects.get().person == gustav


def test_where_the_quarter_asks_nobody_nobody_is_asked() -> None:
    confirmed_long_ago()
    write_settings("residence", {"ask_months": 0})
    days_pass(0)
    assert not HomeCheck.objects.exists()


def test_a_move_within_the_quarter_keeps_the_confirmation_and_the_desk_looks() -> None:
    street = add_street("Schulstraße", by=None)
    gustav, desk = confirmed_long_ago(), neighbour("Olga", "coordinator")
    add_address(street, "12", by=None)
    change_address("", "Schulstraße 12", by=by(gustav))
    assert not HomeCheck.objects.exists()  # the first time somebody says where they live is no move
    change_address("", "Schulstraße 14", by=by(gustav))
    change_address("", "Schulstraße 14", by=by(gustav))
    assert HomeCheck.objects.get().why == HomeCheck.Why.MOVED
    gustav.refresh_from_db()
    assert (gustav.is_member, gustav.is_asked_home) == (True, False)
    with pytest.raises(Refused):
        seen_here(gustav, by=by(gustav))
    seen_here(gustav, by=by(desk))
    assert HomeCheck.objects.get().answered_by == desk


def test_a_guardian_who_withdraws_makes_an_under_16_a_guest_who_can_be_confirmed_again() -> None:
    desk, eva = neighbour("Desk", "coordinator"), neighbour("Eva")
    kian, svenja = guest("Kian", years_ago(14)), guest("Svenja", years_ago(16))
    consents = [ask_guardian(eva, by=by(child)) for child in (kian, svenja)]
    for consent in consents:
        accept_guardianship(consent, by=by(eva))
    for child in (kian, svenja):
        confirm_person(child, by=by(desk), ground=Ground.KNOWN)
    for consent in consents:
        end_guardianship(consent, by=by(eva))
    assert Person.objects.get(pk=kian.pk).standing == Standing.GUEST
    assert Person.objects.get(pk=svenja.pk).standing == Standing.MEMBER
    with pytest.raises(Refused, match="under 16"):
        confirm_person(kian, by=by(desk), ground=Ground.KNOWN)
    accept_guardianship(ask_guardian(eva, by=by(kian)), by=by(eva))
    confirm_person(kian, by=by(desk), ground=Ground.KNOWN)
    Person.objects.filter(pk=eva.pk).update(standing=Standing.LEFT)  # whoever loses a parent isn't thrown out
    assert "Kian Beispiel" in client_of(desk).get("/people/desk/homes/").content.decode()
