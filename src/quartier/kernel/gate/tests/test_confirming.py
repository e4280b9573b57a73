"""A guest becomes a neighbour because somebody says so, and never otherwise."""

import pytest

from quartier.kernel.entries.feed import entries
from quartier.kernel.facts.models import Fact
from quartier.kernel.gate.actions import confirm_person, correct_name, register_person, withdraw_confirmation
from quartier.kernel.gate.tests.people import by, guest, neighbour, shared_by, years_ago
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Confirmation, Ground
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder

pytestmark = pytest.mark.django_db


def standing(person: Person) -> str:
    return Person.objects.get(pk=person.pk).standing


def test_whoever_is_confirmed_sees_the_quarter_at_once_and_is_told() -> None:
    desk, gustav = neighbour("Desk", "coordinator"), guest()
    entry = shared_by(desk)
    assert not entries(gustav).entries
    confirmation = confirm_person(gustav, by=by(desk), ground=Ground.DESK)
    gustav = Person.objects.get(pk=gustav.pk)
    assert gustav.is_member
    assert gustav.confirmed
    assert list(entries(gustav).entries) == [entry]
    assert (confirmation.by, confirmation.ground) == (desk, Ground.DESK)
    assert Notification.objects.get(person=gustav).notice == "people.confirmed"
    assert Fact.objects.filter(verb="joined", kind="people.person", by=desk).exists()


def test_nobody_confirms_without_the_power_or_themselves() -> None:
    neighbour_without, gustav = neighbour("Nina"), guest()
    with pytest.raises(Refused):
        confirm_person(gustav, by=by(neighbour_without), ground=Ground.DESK)
    RoleHolder.objects.create(person=gustav, role="coordinator")  # a role alone makes no member of a guest
    with pytest.raises(Refused):
        confirm_person(gustav, by=by(gustav), ground=Ground.DESK)
    desk = neighbour("Desk", "coordinator")
    with pytest.raises(Refused):
        confirm_person(gustav, by=Actor(desk, for_person=gustav), ground=Ground.DESK)
    assert standing(gustav) == Standing.GUEST
    assert not Confirmation.objects.exists()
    assert not Notification.objects.exists()


@pytest.mark.parametrize("before", [Standing.MEMBER, Standing.LEFT, Standing.DIED])
def test_only_a_guest_is_confirmed(before: Standing) -> None:
    desk, person = neighbour("Desk", "coordinator"), neighbour("Otto", standing=before)
    with pytest.raises(Refused):
        confirm_person(person, by=by(desk), ground=Ground.DESK)
    assert standing(person) == before
    assert not Confirmation.objects.exists()


def test_an_unknown_ground_is_refused() -> None:
    desk, gustav = neighbour("Desk", "coordinator"), guest()
    with pytest.raises(Refused):
        confirm_person(gustav, by=by(desk), ground="because")  # type: ignore[arg-type]
    assert standing(gustav) == Standing.GUEST


def test_a_confirmation_can_be_undone_by_whoever_may_confirm_and_is_kept_in_memory() -> None:
    desk, other, gustav = neighbour("Desk", "coordinator"), neighbour("Olga", "coordinator"), guest()
    confirmation = confirm_person(gustav, by=by(desk), ground=Ground.KNOWN)
    with pytest.raises(Refused):
        withdraw_confirmation(confirmation, by=by(gustav))
    assert standing(gustav) == Standing.MEMBER
    withdraw_confirmation(confirmation, by=by(other))
    withdraw_confirmation(confirmation, by=by(other))  # twice is once
    assert standing(gustav) == Standing.GUEST
    confirmation.refresh_from_db()
    assert confirmation.withdrawn_by == other
    assert Notification.objects.filter(person=gustav, notice="people.unconfirmed").count() == 1


def test_who_holds_the_keys_is_not_made_a_guest() -> None:
    keeper, desk, gustav = neighbour("Kim", "key_holder"), neighbour("Desk", "coordinator"), guest()
    confirmation = confirm_person(gustav, by=by(keeper), ground=Ground.KNOWN)
    RoleHolder.objects.create(person=gustav, role="key_holder")
    with pytest.raises(Refused):
        withdraw_confirmation(confirmation, by=by(desk))
    assert standing(gustav) == Standing.MEMBER


def test_under_18_a_guardian_must_have_agreed() -> None:
    desk, parent, child = neighbour("Desk", "coordinator"), neighbour("Eva"), guest("Kian", years_ago(14))
    Guardianship.objects.create(child=child, guardian=parent, since=None)
    with pytest.raises(Refused):
        confirm_person(child, by=by(desk), ground=Ground.DESK)
    assert standing(child) == Standing.GUEST
    Guardianship.objects.update(since="2026-01-01T00:00Z")
    confirm_person(child, by=by(desk), ground=Ground.DESK)
    assert standing(child) == Standing.MEMBER


def test_somebody_without_a_device_is_written_down_at_the_desk() -> None:
    desk = neighbour("Desk", "coordinator")
    person = register_person("  Herta ", "Sommer", by=by(desk))
    assert (person.full_name, person.standing) == ("Herta Sommer", Standing.GUEST)
    with pytest.raises(Refused):
        register_person("Herta", "Sommer", by=by(neighbour("Nina")))
    for wrong in ("", "   ", "<b>Herta</b>", "https://werbung.example", "x" * 81, "a\x00b"):
        with pytest.raises(Refused):
            register_person(wrong, "", by=by(desk))
    assert Person.objects.filter(family_name="Sommer").count() == 1


def test_a_confirmed_name_is_changed_by_somebody_else() -> None:
    desk, ayse = neighbour("Desk", "coordinator"), neighbour("Ayşe")
    correct_name(ayse, "Ayşe", "Demir-Weber", by=by(desk))
    ayse.refresh_from_db()
    assert ayse.full_name == "Ayşe Demir-Weber"
    with pytest.raises(Refused):
        correct_name(desk, "Chef", "", by=by(desk))
    with pytest.raises(Refused):
        correct_name(ayse, "A", "B", by=by(neighbour("Nina")))
