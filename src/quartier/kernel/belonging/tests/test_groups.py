"""Groups: who gets in, who decides, and that somebody always looks after one."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quartier.kernel.belonging.groups import (
    accept_member,
    change_group,
    decline_member,
    found_group,
    invite,
    join_group,
)
from quartier.kernel.belonging.members import remove_member
from quartier.kernel.belonging.queries import groups_seen_by
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.sharing import open_to_viewers
from quartier.kernel.groups.models import Group, Membership, Openness
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared(reason="the entry stands here alone")]


def neighbour(name: str, standing: str = Standing.MEMBER) -> Person:
    return Person.objects.create(given_name=name, family_name="Beispiel", standing=standing)


def group_of(founder: Person, openness: str = Openness.ON_REQUEST, name: str = "Garten") -> Group:
    return found_group(by=Actor(founder), name=name, openness=openness)


def refused(do: Callable[[], object]) -> None:
    before = list(Membership.objects.values()), list(Group.objects.values())
    with pytest.raises(Refused):
        do()
    assert (list(Membership.objects.values()), list(Group.objects.values())) == before


def members(group: Group) -> set[str]:
    return set(group.memberships.filter(is_accepted=True).values_list("person__given_name", flat=True))


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.create_user(f"name-{person.pk}", "x", person))
    return client


def test_an_open_group_is_joined_at_once_and_only_by_neighbours() -> None:
    ayse, jonas, guest = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Gast", Standing.GUEST)
    group = group_of(ayse, Openness.OPEN)
    join_group(group, by=Actor(jonas))
    join_group(group, by=Actor(jonas))
    assert members(group) == {"Ayşe", "Jonas"}
    refused(lambda: join_group(group, by=Actor(guest)))
    refused(lambda: group_of(guest, name="Gäste"))


def test_on_request_somebody_of_the_group_says_yes_or_no() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse)
    for person in (jonas, jonas, kim):
        join_group(group, by=Actor(person))
    assert members(group) == {"Ayşe"}
    assert ayse.notifications.filter(notice="groups.asked").count() == 2
    refused(lambda: accept_member(group, by=Actor(kim), person=jonas))
    accept_member(group, by=Actor(ayse), person=jonas)
    accept_member(group, by=Actor(ayse), person=jonas)
    decline_member(group, by=Actor(ayse), person=kim)
    assert members(group) == {"Ayşe", "Jonas"}
    assert jonas.notifications.filter(notice="groups.joined").count() == 1
    refused(lambda: accept_member(group, by=Actor(ayse), person=kim))


def test_a_closed_group_is_entered_by_invitation_alone_and_not_even_seen() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse, Openness.CLOSED)
    refused(lambda: join_group(group, by=Actor(kim)))
    invite(group, by=Actor(ayse), person=jonas)
    invite(group, by=Actor(ayse), person=jonas)
    assert jonas.notifications.filter(notice="groups.invited").count() == 1
    assert members(group) == {"Ayşe"}
    refused(lambda: accept_member(group, by=Actor(ayse), person=jonas))
    join_group(group, by=Actor(jonas))
    assert members(group) == {"Ayşe", "Jonas"}
    refused(lambda: invite(group, by=Actor(jonas), person=kim))
    assert not groups_seen_by(kim)
    assert list(groups_seen_by(jonas)) == [group]
    assert signed_in(kim).get(reverse("groups:group", kwargs={"pk": group.pk})).status_code == 404


def test_only_moderators_take_out_and_change() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    group = group_of(ayse, Openness.OPEN)
    join_group(group, by=Actor(jonas))
    refused(lambda: remove_member(group, by=Actor(jonas), person=ayse))
    refused(lambda: remove_member(group, by=Actor(ayse), person=ayse))
    refused(lambda: change_group(group, by=Actor(jonas), name="Meins", about="", openness="open"))
    remove_member(group, by=Actor(ayse), person=jonas)
    remove_member(group, by=Actor(ayse), person=jonas)
    assert members(group) == {"Ayşe"}
    assert jonas.notifications.filter(notice="groups.left").count() == 1


@pytest.mark.parametrize(("name", "openness"), [("", "open"), ("x" * 81, "open"), ("Garten", "secret")])
def test_what_makes_no_group_is_refused(name: str, openness: str) -> None:
    refused(lambda: found_group(by=Actor(neighbour("Ayşe")), name=name, openness=openness))


def test_founding_twice_is_founding_once_and_names_are_not_taken_twice() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    group = group_of(ayse)
    assert group_of(ayse) == group
    refused(lambda: group_of(jonas, name="GARTEN"))


def test_no_refusal_tells_that_a_closed_group_of_that_name_exists() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    hidden = group_of(ayse, Openness.CLOSED, name="Selbsthilfe")
    other = group_of(jonas, name="selbsthilfe")
    assert other != hidden
    third = group_of(kim, name="Lauftreff")
    refused(lambda: change_group(third, by=Actor(kim), name="Selbsthilfe", about="", openness="open"))
    refused(lambda: change_group(hidden, by=Actor(ayse), name="Selbsthilfe", about="", openness="open"))


def test_what_is_shared_with_a_group_is_seen_by_its_members_alone() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse)
    join_group(group, by=Actor(jonas))
    entry = Entry.objects.create(
        kind="help.offer",
        object_id=1,
        author=ayse,
        group=group,
        audience="group",
        title="Gießkannen",
        keys=[f"group:{group.pk}"],
        url="/x/",
        published=timezone.now(),
    )
    open_to_viewers(entry)

    def sees(person: Person) -> bool:
        return bool(entries(Person.objects.get(pk=person.pk)).entries)

    page = reverse("groups:group", kwargs={"pk": group.pk})
    assert (sees(ayse), sees(jonas), sees(kim)) == (True, False, False)
    clients = {person.pk: signed_in(person) for person in (ayse, jonas, kim)}
    assert "Gießkannen" not in clients[jonas.pk].get(page).content.decode()
    accept_member(group, by=Actor(ayse), person=jonas)
    assert (sees(jonas), sees(kim)) == (True, False)
    assert "Gießkannen" in clients[jonas.pk].get(page).content.decode()
    assert "Jonas" not in clients[kim.pk].get(page).content.decode()
    remove_member(group, by=Actor(ayse), person=jonas)
    assert not sees(jonas)


def test_the_pages() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    hers, his = signed_in(ayse), signed_in(jonas)
    page = hers.post(
        reverse("groups:new"), {"name": "", "about": "Getippt", "openness": "open", "adders": "members"}
    ).content.decode()
    assert "Getippt" in page
    hers.post(reverse("groups:new"), {"name": "<b>Garten", "about": "", "openness": "on_request", "adders": "members"})
    group = Group.objects.get()

    def address(act: str) -> str:
        return reverse(f"groups:{act}", kwargs={"pk": group.pk})

    assert "<b>Garten" not in his.get(reverse("groups:list")).content.decode()
    his.post(address("join"))
    assert "Take it back" in his.get(address("group")).content.decode()
    assert "Let in" in hers.get(address("members")).content.decode()
    his.post(address("accept"), {"person": jonas.pk})
    assert members(group) == {"Ayşe"}
    hers.post(address("accept"), {"person": jonas.pk})
    assert members(group) == {"Ayşe", "Jonas"}
    assert "We know no neighbour" in hers.post(address("invite"), {"name": "Nie Mand"}).content.decode()
    neighbour("Kim")
    assert hers.post(address("invite"), {"name": "kim  beispiel"}).status_code == 302
    assert group.memberships.filter(is_invited=True).count() == 1
    assert "look after" in his.get(address("edit")).content.decode()
    assert hers.post(address("make_moderator"), {"person": jonas.pk}).status_code == 302
    assert hers.post(address("leave")).status_code == 302
    assert members(group) == {"Jonas"}


def test_what_modules_add_to_the_page_is_drawn_and_not_shown_as_signs() -> None:
    ayse = neighbour("Ayşe")
    page = signed_in(ayse).get(reverse("groups:group", kwargs={"pk": group_of(ayse).pk})).content.decode()
    assert "&lt;" not in page
