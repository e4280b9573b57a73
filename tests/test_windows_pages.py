"""The pages of the windows: Heute, lists, the calendar, places, paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quartier.api.testing import client_of, guest, neighbour
from quartier.kernel.groups.models import Group, Membership, Organisation
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Address, Place
from quartier.modules.board.actions import write_post
from quartier.modules.board.models import Post
from quartier.modules.help.actions import offer_help

pytestmark = pytest.mark.django_db
MOST_ON_HEUTE = 9


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe")


def post(author: Person, title: str, **details: Any) -> Post:
    return write_post(by=Actor(author), title=title, sort=details.pop("sort", "news"), **details)


def page(person: Person | None, address: str = "/") -> str:
    answer = client_of(person).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_heute_asks_nine_times_at_most(ayse: Person) -> None:
    noon = timezone.now() + timedelta(days=1)
    for number in range(12):
        post(neighbour("Jonas", f"Beispiel {number}"), f"Neues {number}", starts=noon if number % 2 else None)
        offer_help(by=Actor(neighbour("Mia", f"Muster {number}")), title=f"Angebot {number}", kind="errands")
    client = client_of(ayse)
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
    assert len(asked) <= MOST_ON_HEUTE, "\n".join(query["sql"][:200] for query in asked)


def test_somebody_with_three_hundred_groups_sees_heute_at_the_same_cost(ayse: Person) -> None:
    groups = Group.objects.bulk_create(Group(name=f"Gruppe {number}") for number in range(320))
    Membership.objects.bulk_create(Membership(group=group, person=ayse) for group in groups)
    post(ayse, "In der letzten", reach="group", group=groups[-1])
    client = client_of(ayse)
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        html = client.get("/").content.decode()
    assert "In der letzten" in html
    assert "in Gruppe 319" in html
    assert len(asked) <= MOST_ON_HEUTE
    assert "In der letzten" not in page(neighbour("Jonas"))


def test_strangers_see_what_is_public_and_are_invited(ayse: Person) -> None:
    post(ayse, "Für alle", reach="public")
    post(ayse, "Für Nachbarn", reach="members")
    html = page(None)
    assert "Für alle" in html
    assert "Für Nachbarn" not in html
    assert "Ayşe D." in html
    assert 'href="/account/new/"' in html


def test_an_empty_quarter_invites_to_the_first_step(ayse: Person) -> None:
    assert 'href="/schreiben/"' in page(ayse)
    assert 'href="/board/new/"' in page(ayse, "/schreiben/")
    assert 'href="/schreiben/"' not in page(guest())


def test_older_things_stand_under_their_day(ayse: Person) -> None:
    for number in range(25):
        post(ayse, f"Altes {number}") if number < 3 else offer_help(
            by=Actor(neighbour("Jo", str(number))), title=f"Altes {number}", kind="errands"
        )
    html = page(ayse)
    older = html.split('href="?after=')[1].split('"')[0]
    assert "<h2" in page(ayse, f"/?after={older}")
    assert page(ayse, "/?after=1-1")  # before everything


def test_filters_stand_in_the_address_and_are_said_in_words(ayse: Person) -> None:
    post(ayse, "Wer weiß es?", sort="question")
    post(ayse, "Neuer Brunnen")
    html = page(ayse, "/liste/board.post/?f=question&since=week")
    assert "Wer weiß es?" in html
    assert "Neuer Brunnen" not in html
    assert "Frage, Diese Woche" in html
    assert 'href="/liste/board.post/"' in html  # drops them all
    assert "Neuer Brunnen" in page(ayse, "/liste/board.post/?f=rubbish&since=rubbish&mine=rubbish&after=rubbish")
    assert "Neuer Brunnen" not in page(neighbour("Jonas"), "/liste/board.post/?mine=yes")
    assert "Neuer Brunnen" in page(ayse, "/liste/board.post/?mine=yes")


def test_the_calendar_shows_each_day_and_can_be_turned(ayse: Person) -> None:
    today = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    later = (today.replace(day=1) + timedelta(days=70)).replace(day=10)
    post(ayse, "Straßenfest", starts=later, ends=later + timedelta(days=1, hours=3))
    html = page(ayse, f"/kalender/?month={later:%Y-%m}")
    assert html.count('class="card-title"') == 2  # on both of its days
    assert f'id="d{later:%Y-%m-%d}"' in html
    assert "Straßenfest" not in page(None, f"/kalender/?month={later:%Y-%m}")
    assert "Straßenfest" in page(ayse, f"/kalender/?month={later:%Y-%m}&kind=board.post")
    assert "Straßenfest" not in page(ayse, f"/kalender/?month={later:%Y-%m}&kind=help.offer")
    for rubbish in ("", "?month=9999-99", "?month=0001-01", "?month=9999-12", "?month=x&kind=y&after=z", "?after=1-1"):
        page(ayse, f"/kalender/{rubbish}")


def place(name: str, latitude: float) -> Place:
    return Place.objects.create(name=name, latitude=latitude, longitude=8.87)


def test_places_are_listed_the_nearest_first_from_the_moved_home(ayse: Person) -> None:
    ayse.address = Address.objects.create(
        house_number="1",
        street_name="Am Rand",
        latitude=48.59,
        longitude=8.87,
        household="rand1",
        searchable="",
        sort_key="",
    )
    ayse.save()
    post(ayse, "Fern", place=place("Fernplatz", 48.61))
    post(ayse, "Nah", place=place("Nahplatz", 48.591))
    html = page(ayse, "/orte/")
    assert html.index("Nahplatz") < html.index("Fernplatz")
    assert "zu Fuß" in html
    assert "zu Fuß" not in page(neighbour("Jonas"), "/orte/")
    assert "Am Rand" not in html
    assert "Nahplatz" not in page(None, "/orte/")
    assert "Minuten zu Fuß" in page(ayse)


@pytest.mark.parametrize("address", ["/", "/liste/board.post/", "/board/", "/help/?tab=offer", "/kalender/", "/orte/"])
def test_every_list_prints_with_an_address_that_telephones_read(ayse: Person, address: str) -> None:
    near = timezone.now() + timedelta(minutes=5)
    post(ayse, "Straßenfest", starts=near, ends=near + timedelta(hours=1), place=place("Platz", 48.6))
    offer_help(by=Actor(ayse), title="Ein Angebot", kind="errands")
    html = page(ayse, address + ("&" if "?" in address else "?") + "print=1")
    assert "data:image/svg+xml" in html
    assert 'class="paper-head"' in html
    assert "testserver/" in html


def test_a_public_office_is_marked_and_others_are_not(ayse: Person) -> None:
    from quartier.kernel.groups.models import OrganisationMember

    for name, is_confirmed in (("Stadtverwaltung", True), ("Fälscherwerkstatt", False)):
        office = Organisation.objects.create(name=name, kind="public_office", is_confirmed=is_confirmed)
        OrganisationMember.objects.create(organisation=office, person=ayse)
        if is_confirmed:
            write_post(by=Actor(ayse, organisation=office), title="Wasser abgestellt", sort="news", reach="public")
    assert "Amtlich" in page(None)


def test_words_from_right_to_left_run_their_own_way(ayse: Person) -> None:
    post(ayse, "مرحبا بالجميع 👋")
    assert 'dir="auto"' in page(ayse)
    assert Client().get("/").status_code == 200
