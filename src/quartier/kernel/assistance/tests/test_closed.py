"""Over every address there is: who acts for somebody opens what was agreed, and never what everybody does for themselves."""

import time

import pytest
from django.urls import reverse

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import neighbour
from quartier.kernel.access import all_examples
from quartier.kernel.assistance.areas import areas
from quartier.kernel.assistance.examples import a_consent
from quartier.kernel.assistance.models import Assistance
from quartier.kernel.contract import Example
from quartier.kernel.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared(reason="examples may make what isn't shared yet")]

AREAS = ("board", "help", "matters", "groups")
OPEN_SPACES = {"board", "help", "matters", "comments", "drafts", "handbook", "ui", "places", ""}
"""Where something may be open. All else is closed, whatever it is called: account, my data, roles, the desk, the quarter …"""
OPEN_BESIDES = {"people:profile", "people:text_size", "files:file", "files:small", "account:logout"} | {
    f"groups:{name}" for name in ("accept", "decline", "documents", "group", "join", "leave", "list", "withdraw")
}
CLOSED_INSIDE = {"drafts:mine", "comments:hide", "comments:unhide", "atom", "atom_of_kind"}
ROWS = [row for row in all_examples() if not row.url.startswith("assistance:")]


def should_be_closed(row: Example) -> bool:
    space = row.url.rpartition(":")[0]
    return row.url in CLOSED_INSIDE or (space not in OPEN_SPACES and row.url not in OPEN_BESIDES)


CLOSED = [row for row in ROWS if should_be_closed(row)]
INSIDE = [row for row in ROWS if row.url.partition(":")[0] in AREAS and not should_be_closed(row)]


def acting_for(person: Person, *areas: str) -> tuple[Client, Assistance]:
    mara = neighbour("Mara", "Maurer")
    consent = a_consent(person, mara)
    Assistance.objects.filter(pk=consent.pk).update(areas=areas)
    client = client_of(mara, session={"acting": {"assistance": consent.pk, "seen": int(time.time())}})
    return client, consent


def opened(row: Example, client: Client, consent: Assistance) -> list[str]:
    """What was answered otherwise than by the page that says no: that one comes before any view."""
    owner = consent.person
    url = reverse(row.url, kwargs=row.arguments(owner))
    body = {**(row.post(owner) if row.post else {}), "acting": consent.pk}
    answers = {"GET": client.get(url), "POST": client.post(url, body)}
    return [f"{method} {url}: {answer.status_code}" for method, answer in answers.items() if not said_no(answer)]


def said_no(answer: HttpResponse) -> bool:
    return answer.status_code == 403 and b"/assistance/end/" in answer.content


def test_nobody_opens_for_somebody_else_what_everybody_does_alone(cast: Cast) -> None:
    """Herta may do everything here; who acts for her, with a consent for all there is, still may not."""
    client, consent = acting_for(cast.key_holder, *(area.name for area in areas()))
    assert [wrong for row in CLOSED for wrong in opened(row, client, consent)] == []
    assert len(CLOSED) > 100


def test_the_list_of_what_is_closed_names_what_matters_most() -> None:
    """If a name changed, the test above would look at fewer addresses and not say so."""
    closed = {row.url for row in CLOSED}
    spaces = {url.rpartition(":")[0] for url in closed}
    assert spaces >= {"account", "mydata", "roles", "gate", "quarter", "organisations", "people", "files", "setup"}
    assert closed >= {"people:me", "people:edit", "files:list", "files:delete", "gate:accept", "groups:make_moderator"}


@pytest.mark.parametrize("area", AREAS)
def test_an_area_that_was_not_agreed_to_is_closed(area: str, cast: Cast) -> None:
    rows = [row for row in INSIDE if row.url.startswith(f"{area}:")]
    client, consent = acting_for(cast.owner, *(other.name for other in areas() if other.name != area))
    assert [wrong for row in rows for wrong in opened(row, client, consent)] == []
    assert rows


@pytest.mark.parametrize("area", AREAS)
def test_an_area_that_was_agreed_to_is_open(area: str, cast: Cast) -> None:
    """Else the tests above would be green though nothing worked."""
    client, consent = acting_for(cast.owner, area, "matters")
    urls = [reverse(row.url, kwargs=row.arguments(cast.owner)) for row in INSIDE if row.url.startswith(f"{area}:")]
    answers = [client.get(url) for url in urls]
    assert any(answer.status_code == 200 for answer in answers)
    assert not any(said_no(answer) for answer in answers)
