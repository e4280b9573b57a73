"""What people do with their own offers and requests; and that a refusal changes nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Actor, Entry, Person, Refused, entries
from quartier.modules.help.actions import ask_for_help, edit_help, offer_help, put_back, renew_help, withdraw_help
from quartier.modules.help.models import Offer, Request, State
from quartier.modules.help.reminders import remind
from quartier.modules.help.tests.neighbours import a_request, an_offer, fresh, neighbour, run_out

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def titles(viewer: Person | None) -> list[str]:
    return [entry.title for entry in entries(viewer).entries]


def test_neighbours_see_what_is_offered_and_asked_and_guests_do_not() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    a_request(ayse)
    an_offer(ayse, title="Ich gieße Balkone")
    assert titles(jonas) == ["Ich gieße Balkone", "Wer hilft mit dem Regal?"]
    assert not titles(neighbour("Gast", standing="guest"))
    assert not titles(None)


def test_only_the_protected_circle_sees_what_is_asked_there() -> None:
    ayse, jonas, coordinator = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    coordinator.roles.create(role="coordinator")
    a_request(ayse, is_protected=True)
    assert titles(ayse)
    assert titles(coordinator)
    assert not titles(jonas)


def test_for_whom_it_is_stands_in_no_window() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    a_request(ayse, for_somebody="meine Mutter, Frau Kaya")
    entry = entries(jonas).entries[0]
    assert "Kaya" not in f"{entry.title}{entry.text}{entry.search}{entry.facets}"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "  "}, "title"),
        ({"kind": "nonsense"}, "kind"),
        ({"weekdays": [7]}, "weekdays"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 21}, "capacity"),
        ({"first_day": TODAY - timedelta(days=1)}, "first_day"),
        ({"first_day": TODAY - timedelta(days=3), "last_day": TODAY - timedelta(days=1)}, "first_day"),
        ({"last_day": TODAY}, "first_day"),
        ({"first_day": TODAY + timedelta(days=2), "last_day": TODAY}, "last_day"),
        ({"text": "Bitte auf DE89 3704 0044 0532 0130 00 überweisen"}, "text"),
        (
            {"is_recurring": True, "first_day": TODAY - timedelta(days=9), "last_day": TODAY - timedelta(days=2)},
            "first_day",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field_and_nothing_is_kept(wrong: dict[str, Any], field: str) -> None:
    ayse = neighbour("Ayşe")
    with pytest.raises(Refused) as refusal:
        a_request(ayse, **wrong)
    assert refusal.value.field == field
    assert not Request.objects.exists()
    request = a_request(ayse)
    with pytest.raises(Refused):
        edit_help(request, by=Actor(ayse), **wrong)
    assert fresh(request).title == "Wer hilft mit dem Regal?"
    assert titles(ayse) == ["Wer hilft mit dem Regal?"]


def test_a_guest_neither_asks_nor_offers() -> None:
    guest = neighbour("Gast", standing="guest")
    for action in (ask_for_help, offer_help):
        with pytest.raises(Refused):
            action(by=Actor(guest), title="Hallo")
    assert not Request.objects.exists()
    assert not Offer.objects.exists()


def test_newcomers_have_a_smaller_limit_and_withdrawing_makes_room() -> None:
    newcomer, ayse = neighbour("Neu", since=timezone.now()), neighbour("Ayşe")
    first = a_request(newcomer)
    for _number in range(2):
        an_offer(newcomer)
    Entry.objects.update(published=timezone.now() - timedelta(days=2))  # so many posts a day are another limit
    with pytest.raises(Refused, match="3"):
        a_request(newcomer)
    withdraw_help(first, by=Actor(newcomer))
    a_request(newcomer)
    for _number in range(10):
        an_offer(ayse)
    with pytest.raises(Refused, match="10"):
        an_offer(ayse)
    assert Offer.objects.filter(author=ayse).count() == 10


def test_whoever_is_under_18_needs_a_guardian_here() -> None:
    born = TODAY.replace(year=TODAY.year - 15, day=1)
    mia = neighbour("Mia", born=born)
    with pytest.raises(Refused):
        an_offer(mia)
    assert not Offer.objects.exists()
    mia.guardianships.create(guardian=neighbour("Mutter"), since=timezone.now())
    assert an_offer(mia).is_open


def test_only_the_author_changes_withdraws_and_renews() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)
    for act in (withdraw_help, put_back, renew_help):
        with pytest.raises(Refused):
            act(request, by=Actor(jonas))
    with pytest.raises(Refused):
        edit_help(request, by=Actor(jonas), title="Böses")
    assert (fresh(request).title, fresh(request).state) == (request.title, State.OPEN)


def test_an_edited_request_is_found_by_its_new_words() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    edit_help(a_request(ayse), by=Actor(ayse), title="Schrank statt Regal", is_protected=False)
    assert titles(jonas) == ["Schrank statt Regal"]


def test_withdrawn_is_in_no_list_and_put_back_is() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)
    for _twice in range(2):
        withdraw_help(request, by=Actor(ayse))
    assert not titles(jonas)
    with pytest.raises(Refused):
        edit_help(request, by=Actor(ayse), title="Doch nicht")
    for _twice in range(2):
        put_back(request, by=Actor(ayse))
    assert titles(jonas) == [request.title]


@pytest.mark.parametrize(
    ("details", "days"),
    [
        ({}, 60),
        ({"first_day": TODAY + timedelta(days=5)}, 5 + 15),
        ({"first_day": TODAY, "last_day": TODAY + timedelta(days=7)}, 7 + 15),
        ({"is_recurring": True, "weekdays": [1]}, 60),
        ({"is_recurring": True, "first_day": TODAY, "last_day": TODAY + timedelta(days=10)}, 11),
    ],
)
def test_how_long_it_stays(details: dict[str, Any], days: int) -> None:
    until = a_request(neighbour("Ayşe"), **details).until
    assert abs(timezone.localtime(until).date() - (TODAY + timedelta(days=days))) <= timedelta(
        days=0 if days != 60 else 1
    )


def test_the_author_is_asked_once_before_it_runs_out_and_one_tap_keeps_it() -> None:
    ayse = neighbour("Ayşe")
    request = a_request(ayse)
    run_out(request, by_days=-2)
    for _twice in range(2):
        remind(timezone.now())
    assert [notice.notice for notice in ayse.notifications.all()] == ["help.still_valid"]
    renew_help(fresh(request), by=Actor(ayse))
    assert fresh(request).until > timezone.now() + timedelta(days=59)
    remind(timezone.now())
    assert ayse.notifications.count() == 1


def test_a_day_that_is_over_cannot_be_renewed() -> None:
    ayse = neighbour("Ayşe")
    request = a_request(ayse, first_day=TODAY)
    run_out(request, first_day=date(2020, 1, 1))
    with pytest.raises(Refused):
        renew_help(request, by=Actor(ayse))
    assert not fresh(request).is_open
