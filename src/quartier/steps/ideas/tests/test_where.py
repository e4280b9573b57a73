"""Where an idea lies: a pin in the sea, one just outside, north and east changed about. By the pages, as neighbours meet it."""

from typing import Any

import pytest
from django.apps import apps

from quartier.api import Person
from quartier.api.processes import Proposal, Step
from quartier.steps.ideas.tests.people import client_of, neighbour, open_step, organiser

pytestmark = pytest.mark.django_db
CORNERS = [[8.86, 48.58], [8.88, 48.58], [8.88, 48.60], [8.86, 48.60], [8.86, 48.58]]


@pytest.fixture(autouse=True)
def _a_quarter_with_an_outline() -> None:
    area = {"type": "Polygon", "coordinates": [CORNERS]}
    apps.get_model("kernel", "Quarter").objects.filter(pk=1).update(area=area)


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe")


@pytest.fixture
def step() -> Step:
    return open_step(organiser())


def send(step: Step, person: Person, where: str, **said: str) -> Any:
    return client_of(person).post(f"/ideas/{step.pk}/new/", {"title": "Eine Bank", "text": "", "where": where, **said})


@pytest.mark.parametrize("where", ["54.5, 7.9", "0, 0", "-33.86, 151.2", "48.59, 9.9"])
def test_a_pin_in_the_sea_is_refused_beside_its_field_and_nothing_is_lost(step: Step, ayse: Person, where: str) -> None:
    page = send(step, ayse, where).content.decode()
    assert "km vom Quartier" in page
    assert f'value="{where}"' in page
    assert 'value="Eine Bank"' in page
    assert not Proposal.objects.exists()


def test_just_outside_is_asked_about_once(step: Step, ayse: Person) -> None:
    page = send(step, ayse, "48.59, 8.885").content.decode()
    assert 'name="is_outside"' in page
    assert not Proposal.objects.exists()
    assert send(step, ayse, "48.59, 8.885", is_outside="on").status_code == 302
    assert Proposal.objects.get().longitude == 8.885
    assert send(step, ayse, "54.5, 7.9", is_outside="on").status_code == 200, "the sea isn't meant"


def test_north_and_east_changed_about_are_put_right(step: Step, ayse: Person) -> None:
    assert send(step, ayse, "8.87, 48.59").status_code == 302
    idea = Proposal.objects.get()
    assert (idea.latitude, idea.longitude) == (48.59, 8.87)


@pytest.mark.parametrize("where", ["999, 999", "48.59", "https://example.org/", "Ⅻ, ∞", "x" * 301])
def test_rubbish_is_no_fault(step: Step, ayse: Person, where: str) -> None:
    assert send(step, ayse, where).status_code in {200, 302}
    for idea in Proposal.objects.all():
        assert idea.latitude is None, "words without a spot stay words"
