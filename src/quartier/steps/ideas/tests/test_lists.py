"""The list and the map: order, filters, pages; all of it in the address."""

import re

import pytest
from django.test import Client

from quartier.api import Person, share
from quartier.api.processes import Proposal, Step
from quartier.steps.ideas.queries import Wish, all_of, ordered, wanted
from quartier.steps.ideas.tests.people import an_idea, client_of, neighbour, open_step, organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe")


@pytest.fixture
def step(ayse: Person) -> Step:
    step = open_step(organiser())
    for number in range(25):
        an_idea(step, ayse, f"Vorschlag Nummer {number} für den Platz", where=f"48.59{number:02}, 8.87{number:02}")
    return step


def titles(page: str) -> list[str]:
    return re.findall(r'card-title" dir="auto"><a href="[^"]*">([^<]*)<', page)


def test_two_pages_have_all_of_them_once(step: Step, ayse: Person) -> None:
    client = client_of(ayse)
    first = client.get(f"/ideas/{step.pk}/").content.decode()
    second = client.get(f"/ideas/{step.pk}/?page=2").content.decode()
    assert len(titles(first)) == 20
    assert len(set(titles(first) + titles(second))) == 25


def test_the_mixed_order_stays_for_one_and_is_another_for_others(step: Step, ayse: Person) -> None:
    def order_of(viewer: Person) -> list[int]:
        wish = Wish.of({"sort": "mixed"}, viewer)
        return list(ordered(all_of(step.process, viewer), viewer, wish).values_list("pk", flat=True))

    others = [neighbour(name) for name in ("Jonas", "Mara", "Olga")]
    assert order_of(ayse) == order_of(ayse)
    assert len({tuple(order_of(one)) for one in [ayse, *others]}) == 4
    assert sorted(order_of(ayse)) == sorted(Proposal.objects.values_list("pk", flat=True))


def test_the_mixed_order_is_fair(step: Step) -> None:
    """Over many visitors each idea stands first about equally often: nobody is helped by having come early."""
    numbers = list(Proposal.objects.order_by("pk").values_list("pk", flat=True))
    first = dict.fromkeys(numbers, 0)
    for seed in range(1, 401):
        wish = Wish(order="mixed", seed=seed * 7_919 + 104_729)
        found = ordered(Proposal.objects.all(), None, wish).values_list("pk", flat=True)
        first[found[0]] += 1
    print(sorted(first.values()))
    assert min(first.values()) >= 3
    assert max(first.values()) <= 50


def test_a_stranger_gets_a_seed_in_the_address(ayse: Person) -> None:
    step = open_step(organiser())
    step.process.who = "public"
    step.process.save(update_fields=["who"])
    share(step.process, by=None)
    answer = Client().get(f"/ideas/{step.pk}/?sort=mixed")
    assert answer.status_code == 302
    assert "seed=" in answer["Location"]


def test_words_find_compounds_and_other_forms(step: Step, ayse: Person) -> None:
    an_idea(step, ayse, "Fahrradständer an der Bücherei")
    page = client_of(ayse).get(f"/ideas/{step.pk}/?q=ständer+büchereien").content.decode()
    assert titles(page) == ["Fahrradständer an der Bücherei"]


@pytest.mark.parametrize("wish", ["from=organiser", "state=feasible", "mine=yes", "place=none", "q=gibtesnicht"])
def test_filters_hold(step: Step, wish: str) -> None:
    jonas = neighbour("Jonas")
    page = client_of(jonas).get(f"/ideas/{step.pk}/?{wish}").content.decode()
    assert titles(page) == []


@pytest.mark.parametrize(
    "rubbish",
    [
        "sort=x&page=-1",
        "page=99999999999",
        "page=9999",
        "box=1,2",
        "box=nan,nan,nan,nan",
        "q=%00%00",
        "seed=xyz&sort=mixed",
        "state='--",
    ],
)
def test_rubbish_in_the_address_is_no_fault(step: Step, ayse: Person, rubbish: str) -> None:
    for way in ("", "map/"):
        assert client_of(ayse).get(f"/ideas/{step.pk}/{way}?{rubbish}").status_code in {200, 302}


def test_the_map_has_every_idea_and_each_circle_leads_closer(step: Step, ayse: Person) -> None:
    client = client_of(ayse)
    page = client.get(f"/ideas/{step.pk}/map/").content.decode()
    assert "25" in page
    links = re.findall(r'<a href="([^"]+)" tabindex="-1">', page)
    assert links
    closer = next(link for link in links if "box=" in link).replace("&amp;", "&")
    assert client.get(closer if closer.startswith("/") else f"/ideas/{step.pk}/map/{closer}").status_code == 200


def test_around_an_address_one_needs_no_map(step: Step, ayse: Person) -> None:
    client = client_of(ayse)
    answer = client.get(f"/ideas/{step.pk}/map/?around=48.5900,+8.8700")
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert 0 < len(titles(page)) < 25
    nowhere = client.get(f"/ideas/{step.pk}/map/?around=Nirgendwogasse").content.decode()
    assert "Nobody knows this street" in nowhere or "kennt" in nowhere


def test_the_part_of_the_map_filters_the_list_too(step: Step, ayse: Person) -> None:
    wish = Wish.of({"box": "8.8695,48.5895,8.8705,48.5905"}, ayse)
    found = wanted(step.process, ayse, wish)
    assert 0 < found.count() < 25


def test_picking_ends_at_an_exact_spot(step: Step, ayse: Person) -> None:
    client = client_of(ayse)
    address = f"/ideas/{step.pk}/pick/"
    for _time in range(12):
        page = client.get(address).content.decode()
        link = re.findall(r'<a href="([^"]+)" tabindex="-1">', page)[34].replace("&amp;", "&")
        if "/new/" in link:
            break
        address = link if link.startswith("/") else f"/ideas/{step.pk}/pick/{link}"
    assert "/new/?where=48.59" in link
    assert "48.59" in client.get(link).content.decode()
