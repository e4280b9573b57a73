"""Moving away, deleting one's account, dying: what ends, and what stays."""

import pytest

from quartier.kernel.entries import search
from quartier.kernel.entries.actions import reindex
from quartier.kernel.entries.feed import entries
from quartier.kernel.facts.models import Fact
from quartier.kernel.gate.actions import confirm_person
from quartier.kernel.gate.deaths import confirm_death, report_death, withdraw_death_report
from quartier.kernel.gate.leaving import leave_quarter, welcome_back
from quartier.kernel.gate.tests.people import by, guest, neighbour, shared_by
from quartier.kernel.groups.models import Group, Membership
from quartier.kernel.people.confirmations import DeathReport, Ground
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleChange, RoleHolder

pytestmark = pytest.mark.django_db


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_who_moves_away_has_no_role_no_group_and_nothing_in_any_window() -> None:
    ayse, jonas = neighbour("Ayşe", "coordinator"), neighbour("Jonas")
    Membership.objects.create(group=Group.objects.create(name="Garten"), person=ayse)
    entry = shared_by(ayse)
    assert entries(jonas).entries
    leave_quarter(ayse, by=by(ayse))
    assert fresh(ayse).standing == Standing.LEFT
    assert not entries(jonas).entries
    assert not search.find(jonas, entry.title)
    assert not RoleHolder.objects.exists()
    assert not Membership.objects.exists()
    assert RoleChange.objects.get().person == ayse
    assert Account.objects.get(person=ayse).is_active  # they may still take their data with them
    assert Fact.objects.filter(verb="left", kind="people.person").exists()
    assert reindex() == 0
    assert not entries(jonas).entries


def test_the_desk_may_say_that_somebody_moved_away_but_no_neighbour() -> None:
    ayse, desk = neighbour("Ayşe"), neighbour("Desk", "coordinator")
    with pytest.raises(Refused):
        leave_quarter(ayse, by=by(neighbour("Nina")))
    assert fresh(ayse).is_member
    leave_quarter(ayse, by=by(desk))
    with pytest.raises(Refused):
        leave_quarter(ayse, by=by(desk))
    welcome_back(ayse, by=by(desk))
    assert fresh(ayse).standing == Standing.GUEST
    with pytest.raises(Refused):
        welcome_back(ayse, by=by(desk))


def test_the_desk_sends_no_key_holder_away() -> None:
    neighbour("Kim", "key_holder")
    lea = neighbour("Lea", "key_holder")
    with pytest.raises(Refused):
        leave_quarter(lea, by=by(neighbour("Desk", "coordinator")))
    assert fresh(lea).is_member
    leave_quarter(lea, by=by(lea))


def test_the_last_key_holder_cannot_go() -> None:
    kim, lea = neighbour("Kim", "key_holder"), neighbour("Lea", "key_holder")
    leave_quarter(kim, by=by(kim))
    with pytest.raises(Refused):
        leave_quarter(lea, by=by(lea))
    assert fresh(lea).is_member
    assert Account.objects.get(person=lea).is_active


def test_a_death_is_said_by_two_and_then_the_profile_closes() -> None:
    olga, desk, second = neighbour("Olga"), neighbour("Desk", "coordinator"), neighbour("Kim", "key_holder")
    shared_by(olga)
    with pytest.raises(Refused):
        report_death(olga, by=by(neighbour("Nina")))
    report = report_death(olga, by=by(desk))
    assert report_death(olga, by=by(second)).pk == report.pk
    with pytest.raises(Refused):
        confirm_death(report, by=by(desk))
    with pytest.raises(Refused):
        confirm_death(report, by=by(neighbour("Max")))
    assert fresh(olga).is_member
    confirm_death(report, by=by(second))
    confirm_death(report, by=by(second))
    assert fresh(olga).standing == Standing.DIED
    assert not Account.objects.get(person=olga).is_active
    assert not entries(desk).entries
    assert fresh(olga).full_name == "Olga Beispiel"


def test_a_mistaken_death_is_taken_back() -> None:
    olga, desk, second = guest("Olga"), neighbour("Desk", "coordinator"), neighbour("Kim", "key_holder")
    confirmation = confirm_person(olga, by=by(desk), ground=Ground.KNOWN)
    shared_by(fresh(olga))
    report = report_death(olga, by=by(desk))
    confirm_death(report, by=by(second))
    withdraw_death_report(report, by=by(desk))
    assert fresh(olga).confirmed == confirmation.at
    assert fresh(olga).confirmations.get().is_current, "it can be withdrawn, and found again"
    withdraw_death_report(report, by=by(desk))
    assert fresh(olga).is_member
    assert Account.objects.get(person=olga).is_active
    assert entries(desk).entries
    with pytest.raises(Refused):
        confirm_death(report, by=by(second))
    assert DeathReport.objects.count() == 1
    assert report_death(olga, by=by(desk)).pk != report.pk


def test_nobody_reports_their_own_death() -> None:
    desk = neighbour("Desk", "coordinator")
    with pytest.raises(Refused):
        report_death(desk, by=by(desk))
    assert not DeathReport.objects.exists()
