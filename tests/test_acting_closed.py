"""Over every address there is: who acts for somebody opens what was agreed, and never what everybody does for themselves."""

import re
import time
from random import Random
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from quartier.api.testing.addresses import addresses
from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of, neighbour
from quartier.api.testing.requests import taken_back
from quartier.kernel.access import all_examples
from quartier.kernel.assistance import acting
from quartier.kernel.assistance.areas import areas, is_open, is_own
from quartier.kernel.assistance.examples import a_consent
from quartier.kernel.assistance.models import Assistance
from quartier.kernel.contract import Example
from quartier.kernel.people.models import Person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.not_shared(reason="examples may make what isn't shared yet"),
]

AREAS = ("board", "help", "matters", "groups", "process")
OPEN_SPACES = {"assistance", "board", "help", "matters", "comments", "drafts", "handbook", "ui", "places", ""}
"""Where something may be open. All else is closed, whatever it is called: account, my data, roles, the desk, the quarter …"""
HAVING_A_SAY = {
    "process": {"cast", "process", "proposal", "step", "support", "unsupport"},
    "budget": {"cast"},
    "discussion": {"answer", "argue", "argument"},
    "gather": {"help", "me_too", "say"},
    "ideas": {"alike", "list", "map", "new", "pick", "similar"},
    "opinions": {"say", "vote"},
    "survey": {"part", "start"},
    "petition": {"sign"},
    "ranked": {"cast"},
    "vote": {"cast"},
}
"""What "Having a say" opens. Beginning, managing, counting and answering a process is done in one's own name."""
OPEN_BESIDES = (
    {"people:profile", "people:text_size", "files:file", "files:small", "account:logout"}
    | {f"groups:{name}" for name in ("accept", "decline", "documents", "group", "join", "leave", "list", "withdraw")}
    | {f"{space}:{name}" for space, names in HAVING_A_SAY.items() for name in names}
    | {"participate:list", "participate:ways", "needs:decision", "needs:home"}
)
CLOSED_INSIDE = {"drafts:mine", "atom", "atom_of_kind"}


def should_be_closed(name: str) -> bool:
    space = name.rpartition(":")[0]
    return name in CLOSED_INSIDE or (space not in OPEN_SPACES and name not in OPEN_BESIDES)


def area_of(row: Example) -> str:
    space = row.url.partition(":")[0]
    return "process" if space in HAVING_A_SAY else space


def test_each_line_of_a_consent_says_something_of_its_own() -> None:
    """Having a say is one line, though two modules and six kinds of steps are for it."""
    labels = [area.label for area in areas()]
    assert len(labels) == len(set(labels))
    assert set(AREAS) <= {area.name for area in areas()}
    assert {"needs", "participate", "vote"}.isdisjoint(area.name for area in areas())


INSIDE = [row for row in all_examples() if area_of(row) in AREAS and not should_be_closed(row.url)]


def acting_for(person: Person, *areas: str) -> tuple[Client, Assistance]:
    mara = neighbour("Mara", "Maurer")
    consent = a_consent(person, mara)
    Assistance.objects.filter(pk=consent.pk).update(areas=areas)
    client = client_of(mara, session={"acting": {"assistance": consent.pk, "seen": int(time.time())}})
    return client, consent


def answers(row: Example, client: Client, consent: Assistance) -> list[Any]:
    """What is said to opening it, and to sending what its example sends."""
    owner = Person.objects.get(pk=consent.person_id)
    with taken_back():
        url = reverse(row.url, kwargs=row.arguments(owner))
        body = {**(row.post(owner) if row.post else {}), "acting": consent.pk}
        return [client.get(url), client.post(url, body)]


def said_no(answer: HttpResponse) -> bool:
    return answer.status_code == 403 and b"/assistance/end/" in answer.content


def closed_urls() -> list[str]:
    """It says no before it looks what an address speaks of, so made-up numbers will do."""
    closed = [address for address in addresses() if should_be_closed(address.name)]
    return ["/" + re.sub(r"<int:\w+>", "7", re.sub(r"<(str|slug):\w+>", "x", address.route)) for address in closed]


@pytest.mark.parametrize("most", [12, pytest.param(1000, marks=pytest.mark.long)])
def test_nobody_opens_for_somebody_else_what_everybody_does_alone(most: int, cast: Cast) -> None:
    """Herta may do everything here; who acts for her, with a consent for all there is, still may not."""
    client, consent = acting_for(cast.key_holder, *(area.name for area in areas()))
    herta = acting.actor(Assistance.objects.get(pk=consent.pk), cast.owner).subject
    urls = closed_urls()
    assert len(urls) > 100
    assert [url for url in urls if is_open(resolve(url), herta) or is_own(resolve(url))] == []
    some = Random(4).sample(urls, min(most, len(urls)))
    assert [url for url in some if not said_no(client.get(url))] == []
    assert [url for url in some if not said_no(client.post(url, {"acting": consent.pk}))] == []


def test_the_list_of_what_is_closed_names_what_matters_most() -> None:
    """If a name changed, the test above would look at fewer addresses and not say so."""
    closed = {address.name for address in addresses() if should_be_closed(address.name)}
    spaces = {url.rpartition(":")[0] for url in closed}
    assert spaces >= {"account", "mydata", "roles", "gate", "quarter", "organisations", "people", "files", "setup"}
    assert spaces >= {"process", "survey", "vote"}
    assert closed >= {"process:manage", "process:enter", "process:answer", "vote:rules", "survey:rows", "ideas:upload"}
    assert {address.name for address in addresses()} >= OPEN_BESIDES, "what is open is called so still"
    assert closed >= {"people:me", "people:edit", "files:list", "files:delete", "gate:accept", "groups:make_moderator"}


@pytest.mark.parametrize("area", AREAS)
def test_an_area_that_was_not_agreed_to_is_closed(area: str, cast: Cast) -> None:
    rows = [row for row in INSIDE if area_of(row) == area]
    client, consent = acting_for(cast.owner, *(other.name for other in areas() if other.name != area))
    said = [answer for row in rows for answer in answers(row, client, consent)]
    assert said
    assert all(said_no(answer) for answer in said)


@pytest.mark.parametrize("area", AREAS)
def test_an_area_that_was_agreed_to_is_open(area: str, cast: Cast) -> None:
    """Else the tests above would be green though nothing worked."""
    client, consent = acting_for(cast.owner, area, "matters")
    rows = [row for row in INSIDE if area_of(row) == area]
    said = [answers(row, client, consent)[0] for row in rows]
    assert any(answer.status_code == 200 for answer in said)
    assert not any(said_no(answer) for answer in said)
