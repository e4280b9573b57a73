"""That somebody always looks after a group, whatever becomes of those who did; and how a group ends."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quartier.kernel.belonging.care import leave_all_groups, look_after_groups, take_over
from quartier.kernel.belonging.groups import invite, join_group
from quartier.kernel.belonging.members import (
    give_task,
    hand_over,
    leave_group,
    make_member,
    make_moderator,
    remove_member,
)
from quartier.kernel.belonging.queries import groups_seen_by
from quartier.kernel.belonging.tests.people import (
    at_once,
    group_of,
    members,
    moderators,
    neighbour,
    refused,
    signed_in,
    told,
)
from quartier.kernel.groups.models import Group, Openness
from quartier.kernel.people.actors import Actor

pytestmark = pytest.mark.django_db


def test_who_was_asked_gets_a_week_then_all_are_asked_once() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse, jonas, kim)
    leave_group(group, by=Actor(ayse))
    look_after_groups(timezone.now() + timedelta(days=6))
    assert (told(jonas, "groups.vacant"), told(kim, "groups.vacant")) == (1, 0)
    for days in (8, 9, 30, 300):
        look_after_groups(timezone.now() + timedelta(days=days))
    assert (told(jonas, "groups.vacant"), told(kim, "groups.vacant")) == (1, 1)
    assert members(group) == {"Jonas", "Kim"}


def test_who_has_an_account_is_asked_before_who_has_none() -> None:
    ayse, olga, kim = neighbour("Ayşe"), neighbour("Olga"), neighbour("Kim")
    signed_in(kim)
    leave_group(group_of(ayse, olga, kim), by=Actor(ayse))
    assert (told(olga, "groups.vacant"), told(kim, "groups.vacant")) == (0, 1)


def test_the_job_finds_a_group_that_nobody_told_of() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    group = group_of(ayse, jonas)
    group.memberships.filter(person=ayse).delete()
    look_after_groups(timezone.now())
    assert told(jonas, "groups.vacant") == 1
    take_over(group, by=Actor(jonas))
    look_after_groups(timezone.now())
    assert moderators(group) == {"Jonas"}


def test_the_last_moderator_may_name_who_follows() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse, jonas, kim)
    hers = signed_in(ayse)
    address = reverse("groups:leave", kwargs={"pk": group.pk})
    assert "Who shall look after the group?" in hers.get(address).content.decode()
    assert hers.post(address, {"successor": neighbour("Fremd").pk}).status_code == 200
    assert "Ayşe" in members(group)
    assert hers.post(address, {"successor": kim.pk}).status_code == 302
    assert (members(group), moderators(group)) == ({"Jonas", "Kim"}, {"Kim"})
    assert told(kim, "groups.moderator") == 1
    assert not told(jonas, "groups.vacant")


def test_the_very_last_may_come_back_and_then_the_group_ends() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse)
    hers = signed_in(ayse)
    address = reverse("groups:group", kwargs={"pk": group.pk})
    leave_group(group, by=Actor(ayse))
    assert not groups_seen_by(jonas)
    assert signed_in(jonas).get(address).status_code == 404
    assert "Come back" in hers.get(address).content.decode()
    look_after_groups(timezone.now() + timedelta(days=29))
    hers.post(reverse("groups:join", kwargs={"pk": group.pk}))
    assert moderators(group) == {"Ayşe"}
    look_after_groups(timezone.now() + timedelta(days=300))
    invite(group, by=Actor(ayse), person=kim)
    leave_group(group, by=Actor(ayse))
    look_after_groups(timezone.now() + timedelta(days=31))
    assert not Group.objects.exists()
    assert hers.get(address).status_code == 404


def test_nobody_who_only_asked_gets_into_what_everybody_has_left() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    group = group_of(ayse, openness=Openness.ON_REQUEST)
    join_group(group, by=Actor(jonas))
    leave_group(group, by=Actor(ayse))
    join_group(group, by=Actor(jonas))
    refused(lambda: join_group(group, by=Actor(neighbour("Kim"))))
    assert members(group) == set()
    assert not groups_seen_by(jonas)


def test_roles_are_given_taken_back_and_handed_over_but_never_all() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse, jonas, kim)
    refused(lambda: make_moderator(group, by=Actor(jonas), person=jonas))
    refused(lambda: make_member(group, by=Actor(ayse), person=ayse))
    refused(lambda: hand_over(group, by=Actor(ayse), person=ayse))
    refused(lambda: hand_over(group, by=Actor(ayse), person=neighbour("Fremd")))
    make_moderator(group, by=Actor(ayse), person=jonas)
    make_member(group, by=Actor(jonas), person=ayse)
    assert moderators(group) == {"Jonas"}
    assert told(ayse, "groups.member") == 1
    hand_over(group, by=Actor(jonas), person=kim)
    assert moderators(group) == {"Kim"}
    refused(lambda: remove_member(group, by=Actor(jonas), person=kim))


def test_a_task_is_a_word_beside_the_name_and_no_power() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    group = group_of(ayse, jonas)
    refused(lambda: give_task(group, by=Actor(jonas), person=jonas, task="Chefin"))
    refused(lambda: give_task(group, by=Actor(ayse), person=jonas, task="x" * 500))
    give_task(group, by=Actor(ayse), person=jonas, task="  <b>Kasse\u202e \n und Schlüssel ")
    assert group.memberships.get(person=jonas).task == "<b>Kasse und Schlüssel"
    page = signed_in(jonas).get(reverse("groups:members", kwargs={"pk": group.pk})).content.decode()
    assert "&lt;b&gt;Kasse und Schlüssel" in page
    assert "Invite" not in page
    hers = signed_in(ayse)
    address = reverse("groups:member", kwargs={"pk": group.pk, "person": jonas.pk})
    assert hers.post(address, {"task": "y" * 500}).status_code == 200
    assert hers.post(address, {"task": ""}).status_code == 302
    assert group.memberships.get(person=jonas).task == ""


def test_who_moves_away_with_many_groups_leaves_each_in_order() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    groups = [group_of(ayse, jonas, name=name) for name in ("Garten", "Chor", "Kochen")]
    leave_all_groups(ayse)
    assert [members(group) for group in groups] == [{"Jonas"}] * 3
    assert told(jonas, "groups.vacant") == 3


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_take_over_at_once_one_has_it() -> None:
    people = [neighbour(f"Nr{number}") for number in range(20)]
    founder = neighbour("Ayşe")
    group = group_of(founder, *people)
    leave_group(group, by=Actor(founder))
    at_once(*[lambda person=person: take_over(group, by=Actor(person)) for person in people])
    assert len(moderators(group)) == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_joining_and_both_moderators_leaving_at_once() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse)
    at_once(*[lambda: join_group(group, by=Actor(jonas))] * 20)
    assert members(group) == {"Ayşe", "Jonas"}
    join_group(group, by=Actor(kim))
    make_moderator(group, by=Actor(ayse), person=jonas)
    at_once(*[lambda: leave_group(group, by=Actor(ayse)), lambda: leave_group(group, by=Actor(jonas))] * 10)
    assert members(group) == {"Kim"}
    assert Group.objects.get().vacant is not None
    assert told(kim, "groups.vacant") == 1
