"""Who may give what to whom; and that somebody always holds the keys."""

import pytest

from quartier.kernel.gate.tests.people import by, guest, neighbour, years_ago
from quartier.kernel.granting.actions import grant_role, hand_over_keys, revoke_role
from quartier.kernel.granting.role_actions import change_power, create_role, delete_role, rename_role
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import key_holders
from quartier.kernel.roles.models import CustomRole, RoleChange, RoleHolder, RolePower
from quartier.kernel.roles.powers import has_power, powers_of
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.people import GRANT
from quartier.kernel.terms.residence import CONFIRM

pytestmark = pytest.mark.django_db


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def nothing_changed() -> bool:
    return not RoleChange.objects.exists() and not Notification.objects.exists()


def test_a_granted_role_counts_at_once_is_told_and_stands_in_the_log() -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe")
    assert not has_power(ayse, CONFIRM)
    grant_role(ayse, "coordinator", by=by(kim))
    grant_role(ayse, "coordinator", by=by(kim))  # twice is once
    assert has_power(ayse, CONFIRM)
    assert has_power(fresh(ayse), CONFIRM)
    change = RoleChange.objects.get()
    assert (change.what, change.role, change.person, change.by) == ("granted", "coordinator", ayse, kim)
    assert Notification.objects.filter(person=ayse).count() == 1
    revoke_role(ayse, "coordinator", by=by(kim))
    assert not has_power(fresh(ayse), CONFIRM)


def test_without_the_power_nothing_is_granted() -> None:
    desk, ayse = neighbour("Desk", "coordinator"), neighbour("Ayşe")
    for role in ("moderator", "coordinator", "key_holder"):
        with pytest.raises(Refused):
            grant_role(ayse, role, by=by(desk))
    with pytest.raises(Refused):
        revoke_role(desk, "coordinator", by=by(ayse))
    with pytest.raises(Refused):
        grant_role(desk, "key_holder", by=by(desk))
    assert nothing_changed()


def test_who_may_grant_passes_on_no_more_than_they_hold() -> None:
    kim, ina, ayse = neighbour("Kim", "key_holder"), neighbour("Ina"), neighbour("Ayşe")
    office = create_role("Büro", by=by(kim))
    change_power(office.slug, GRANT.name, is_granted=True, by=by(kim))
    grant_role(ina, office.slug, by=by(kim))
    for role in ("coordinator", "moderator", "key_holder"):
        with pytest.raises(Refused):
            grant_role(ayse, role, by=by(ina))
    with pytest.raises(Refused):
        revoke_role(kim, "key_holder", by=by(ina))
    with pytest.raises(Refused):
        change_power(office.slug, MODERATE.name, is_granted=True, by=by(ina))
    grant_role(ayse, office.slug, by=by(ina))
    assert has_power(fresh(ayse), GRANT)
    assert not has_power(fresh(ayse), MODERATE)


@pytest.mark.parametrize("role", ["guest", "neighbour", "nonsense", ""])
def test_a_role_that_follows_from_being_here_is_not_given(role: str) -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe")
    with pytest.raises(Refused):
        grant_role(ayse, role, by=by(kim))
    assert nothing_changed()


def test_only_confirmed_neighbours_get_roles_and_only_adults_who_can_log_in_the_keys() -> None:
    kim = neighbour("Kim", "key_holder")
    paper = neighbour("Herta")
    Account.objects.filter(person=paper).delete()
    for person, role in (
        (guest(), "moderator"),
        (neighbour("Teen", birth_date=years_ago(16)), "key_holder"),
        (fresh(paper), "key_holder"),
    ):
        with pytest.raises(Refused):
            grant_role(person, role, by=by(kim))
    assert nothing_changed()


def test_nobody_grants_in_another_name() -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe")
    with pytest.raises(Refused):
        grant_role(ayse, "moderator", by=Actor(ayse, for_person=kim))
    with pytest.raises(Refused):
        grant_role(ayse, "moderator", by=Actor(kim, for_person=ayse))
    assert nothing_changed()


def test_the_last_key_holder_stays() -> None:
    kim, lea = neighbour("Kim", "key_holder"), neighbour("Lea", "key_holder")
    revoke_role(lea, "key_holder", by=by(kim))
    for person in (kim, lea):
        with pytest.raises(Refused):
            revoke_role(kim, "key_holder", by=by(person))
    assert list(key_holders()) == [kim]


def test_a_key_holder_who_cannot_log_in_does_not_count() -> None:
    kim, lea = neighbour("Kim", "key_holder"), neighbour("Lea", "key_holder")
    Account.objects.filter(person=lea).update(is_active=False)
    with pytest.raises(Refused):
        revoke_role(kim, "key_holder", by=by(kim))
    assert list(key_holders()) == [kim]


def test_everybody_may_lay_down_their_own_role() -> None:
    ayse = neighbour("Ayşe", "moderator")
    revoke_role(ayse, "moderator", by=by(ayse))
    assert RoleChange.objects.get().what == "laid_down"


def test_keys_are_handed_over_in_one_step() -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe")
    with pytest.raises(Refused):
        hand_over_keys(ayse, by=by(ayse))
    with pytest.raises(Refused):
        hand_over_keys(guest(), by=by(kim))
    with pytest.raises(Refused):
        hand_over_keys(kim, by=by(kim))
    assert nothing_changed()
    hand_over_keys(ayse, by=by(kim))
    assert list(key_holders()) == [ayse]
    assert powers_of(fresh(ayse)) > powers_of(fresh(kim))
    with pytest.raises(Refused):
        hand_over_keys(neighbour("Max"), by=by(kim))


def test_a_role_of_the_quarters_own() -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe")
    role = create_role("  Radwerkstatt ", by=by(kim))
    grant_role(ayse, role.slug, by=by(kim))
    change_power(role.slug, CONFIRM.name, is_granted=True, by=by(kim))
    assert has_power(fresh(ayse), CONFIRM)
    change_power(role.slug, CONFIRM.name, is_granted=False, by=by(kim))
    assert not has_power(fresh(ayse), CONFIRM)
    rename_role(role, "Fahrradwerkstatt", by=by(kim))
    delete_role(role, by=by(kim))
    assert not RoleHolder.objects.filter(person=ayse).exists()
    assert not RolePower.objects.exists()
    assert create_role("Radwerkstatt", by=by(kim)).slug != "radwerkstatt"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Moderation", "moderation"])
def test_a_wrong_name_makes_no_role(name: str) -> None:
    kim = neighbour("Kim", "key_holder")
    from django.utils.translation import override

    with override("de"), pytest.raises(Refused):
        create_role(name, by=by(kim))
    assert not CustomRole.objects.exists()
    assert nothing_changed()


def test_what_guards_the_house_is_not_given_to_everybody() -> None:
    kim = neighbour("Kim", "key_holder")
    for role, power in (("guest", CONFIRM), ("neighbour", GRANT), ("key_holder", CONFIRM), ("nonsense", CONFIRM)):
        with pytest.raises(Refused):
            change_power(role, power.name, is_granted=True, by=by(kim))
    with pytest.raises(Refused):
        change_power("key_holder", CONFIRM.name, is_granted=False, by=by(kim))
    with pytest.raises(Refused):
        change_power("moderator", "no.such", is_granted=True, by=by(kim))
    with pytest.raises(Refused):
        change_power("moderator", CONFIRM.name, is_granted=True, by=by(neighbour("Ayşe")))
    assert nothing_changed()
    assert not RolePower.objects.exists()
