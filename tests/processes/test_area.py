"""What a process is about: a spot, what lies around it, some streets, or what somebody drew. Nothing of it needs scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from quartier.api.testing import client_of, neighbour
from quartier.kernel.entries.models import Entry
from quartier.kernel.groups.models import Group, GroupRole, Membership
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.models import Street
from quartier.kernel.places.picking import near_in_words
from quartier.kernel.places.spots import OutsideButNear
from quartier.kernel.places.tests.test_street_map import imported
from quartier.kernel.processes.area import area_around, must_lie_in_area, processes_at
from quartier.kernel.processes.models import Process
from quartier.kernel.processes.proposal_models import Proposal
from quartier.kernel.processes.starting import announce_process
from quartier.steps.ideas.actions import bring_idea
from tests.processes.test_starting import answers, asked

pytestmark = pytest.mark.django_db
DRAWN = "48.603,8.868 48.603,8.876 48.597,8.876 48.597,8.868"
BOW_TIE = "48.603,8.868 48.597,8.876 48.603,8.876 48.597,8.868"


@pytest.fixture
def gardener(tmp_path: Path) -> Person:
    """In a quarter with a map: a long street from west to east, and one that crosses it."""
    imported(tmp_path)
    person = neighbour("Gerda", "Grün")
    group = Group.objects.create(name="Garten")
    Membership.objects.create(group=group, person=person, role=GroupRole.MODERATOR)
    return person


def begun(gardener: Person, template: str = "participate.vote", **where: Any) -> Process:
    said = answers(f"group:{Group.objects.get().pk}", way__template=template)
    said["where"] = where
    if template != "participate.vote":
        said["when"] |= {f"days_{number}": "9" for number in range(1, 6)}
    asked(client_of(gardener), said)
    process = Process.objects.order_by("-pk").first()
    assert process is not None
    return process


def test_some_streets_are_drawn_named_and_found_by_search(gardener: Person) -> None:
    streets = list(Street.objects.order_by("name"))
    process = begun(gardener, about="streets", streets=[str(street.pk) for street in streets])
    announce_process(process, by=Actor(gardener))
    page = client_of(gardener).get(process.url).content.decode()
    assert 'class="map-area"' in page
    assert "Lange Straße &lt;&amp;&gt;, Querweg" in page
    assert "Querweg" in Entry.objects.get(kind="process.process").search
    assert [one.pk for one in processes_at(gardener, place_at(by=None, street=streets[0]))] == [process.pk]


def test_what_lies_around_a_spot(gardener: Person) -> None:
    process = begun(gardener, about="spot", where="Bücherei", metres="200")
    announce_process(process, by=Actor(gardener))
    assert process.place is not None
    assert process.area == area_around(process.place, 200)
    near = place_at(by=None, street=Street.objects.get(name__startswith="Lange"))
    assert process.area["metres"] == 200
    assert processes_at(gardener, near) == [process]
    assert "200 Meter rund um: Bücherei" in client_of(neighbour("Jonas", "Weber")).get(process.url).content.decode()


def test_what_somebody_drew_also_where_the_lines_cross(gardener: Person) -> None:
    for outline in (DRAWN, BOW_TIE):
        process = begun(gardener, about="drawn", outline=outline)
        assert process.area["outline"] == outline
        assert 'class="map-area"' in client_of(gardener).get(process.url).content.decode()


@pytest.mark.parametrize(
    "rubbish",
    [
        {"about": "spot", "where": ""},
        {"about": "spot", "where": "Bücherei", "metres": "7"},
        {"about": "streets"},
        {"about": "streets", "streets": ["0", "x", "99999999999999"]},
        {"about": "drawn", "outline": ""},
        {"about": "drawn", "outline": "48.6,8.8 48.7,8.9"},
        {"about": "drawn", "outline": "<script> nan,nan inf,inf 1,2"},
        {"about": "drawn", "outline": "48.600000,8.868 48.600001,8.876 48.600002,8.870"},
        {"about": "drawn", "outline": "48.600,8.868 48.600,8.869 48.600,8.870"},
        {"about": "drawn", "outline": " ".join(f"48.{600 + number % 9},8.{860 + number}" for number in range(61))},
        {"about": "moon"},
    ],
)
def test_rubbish_is_asked_again_on_the_same_page(gardener: Person, rubbish: dict[str, Any]) -> None:
    said = answers(f"group:{Group.objects.get().pk}")
    said["where"] = rubbish
    assert asked(client_of(gardener), said) == "where"
    assert not Process.objects.exists()


def test_an_idea_outside_is_asked_about_once_and_can_be_filtered(gardener: Person) -> None:
    process = begun(gardener, "participate.ideas", about="spot", where="Bücherei", metres="100")
    announce_process(process, by=Actor(gardener))
    step = process.steps.get(kind="ideas")
    step.process = process
    client, form = client_of(gardener), f"/ideas/{step.pk}/new/"
    said = {"title": "Eine Bank am Ende der Straße", "where": "48.6, 8.8625"}
    page = client.post(form, said).content.decode()
    assert "liegt außerhalb des Gebiets" in page
    assert "is_outside" in page
    assert client.post(form, {**said, "is_outside": "on"}).status_code == 302
    bring_idea(step, by=Actor(gardener), title="Eine Bank vor der Tür", where="Bücherei")
    assert [one.lies_outside for one in Proposal.objects.order_by("pk")] == [True, False]
    inside, outside = (client.get(f"/ideas/{step.pk}/?place={where}").content.decode() for where in ("in", "out"))
    assert "vor der Tür" in inside
    assert "am Ende" not in inside
    assert "am Ende" in outside
    assert 'class="map-area"' in client.get(f"/ideas/{step.pk}/map/").content.decode()
    assert client.post(f"/process/{process.pk}/where/", {"about": "quarter"}).status_code == 302
    assert not Proposal.objects.filter(lies_outside=True).exists()


def test_what_the_whole_quarter_is_asked_has_no_outside(gardener: Person) -> None:
    place = place_at(by=None, street=Street.objects.get(name="Querweg"))
    must_lie_in_area(begun(gardener, about="quarter"), place, is_meant=False)
    around = begun(gardener, about="spot", where="48.6, 8.8625", metres="100")
    with pytest.raises(OutsideButNear):
        must_lie_in_area(around, place, is_meant=False)
    must_lie_in_area(around, place, is_meant=True)


def test_coordinates_are_told_by_their_street(gardener: Person) -> None:
    assert near_in_words("48.6002, 8.8721") == "Lange Straße <&>"
    assert near_in_words("Querweg") == near_in_words("99, 999") == ""


def test_to_the_map_and_back_nothing_that_was_typed_is_lost(gardener: Person) -> None:
    """Without a script: the button keeps the draft, each press comes closer, the last one leads back with the spot."""
    process = begun(gardener, "participate.ideas", about="quarter")
    client, step = client_of(gardener), process.steps.get(kind="ideas")
    page = client.get(f"/ideas/{step.pk}/new/").content.decode()
    said = {**hidden(page), "title": "Halb fertig", "draft_then": f"/ideas/{step.pk}/pick/"}
    assert 'Halb fertig"' in walked(client, client.post(f"/drafts/of/ideas.idea:{step.pk}/keep/", said)["Location"])


def test_the_spot_of_a_process_is_shown_on_the_map(gardener: Person) -> None:
    client, said = client_of(gardener), answers(f"group:{Group.objects.get().pk}")
    for step in ("way", "organiser", "question", "who"):
        client.post(f"/process/new/{step}/", said[step])
    page = client.get("/process/new/where/").content.decode()
    sent = {**hidden(page), "about": "spot", "metres": "300", "draft_then": "/process/new/where/map/"}
    back = walked(client, client.post("/drafts/of/process.process/keep/", sent)["Location"])
    assert 'value="48.6' in back
    assert '<option value="300" selected>' in back
    elsewhere = client.post("/drafts/of/process.process/keep/", {**sent, "draft_then": "//example.org/"})["Location"]
    assert elsewhere.startswith("/process/new/where/")


def hidden(page: str) -> dict[str, str]:
    inputs = re.findall(r'<input type="hidden" name="(draft\w*)" value="([^"]*)"', page)
    return dict(inputs)


def walked(client: Client, address: str) -> str:
    """Presses the middle of `pick_page` until the form is there again."""
    for _press in range(12):
        page = client.get(address).content.decode()
        links = re.findall(r'<a href="([^"]+)" tabindex="-1">', page)
        if not links:
            return page
        link = links[34].replace("&amp;", "&")
        address = link if link.startswith("/") else f"{address.partition('?')[0]}{link}"
    raise AssertionError("never exact")
