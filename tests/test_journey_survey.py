"""A survey: one stops in the middle and goes on, one says no and is asked something else, one by telephone, one on paper."""

from typing import Any

import pytest
from playwright.sync_api import expect

from quartier.api import Actor, Person
from quartier.api.processes import ENTER_BALLOTS, START_PROCESS, Ballot, Step, close_now, open_now
from quartier.api.testing import holder_of, neighbour
from quartier.steps.survey.actions import answer
from quartier.steps.survey.examples import a_survey
from tests.hands import a_pile, by_telephone
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "main form .form-end button"


def test_a_survey_is_answered_on_four_ways(chromium: Any, live_server: Any) -> None:
    olga = holder_of(START_PROCESS, "Olga", "Ott")
    step = opened(olga)
    hers = Phone(chromium, live_server.url, neighbour("Ayşe"), scripts=False)
    his = Phone(chromium, live_server.url, neighbour("Paul", "Post"))
    stops_and_goes_on(hers, step)
    says_no(his, step)

    neighbour("Jonas", "Weber")
    desks = [Phone(chromium, live_server.url, holder_of(ENTER_BALLOTS, name, "Amt")) for name in ("Dora", "Emil")]
    by_telephone(desks[0], step, "Jonas Weber", fill)
    a_pile(desks, step, fill)
    for number in range(3):
        answer(step, by=Actor(neighbour(f"N{number}")), answers={"q1": "yes", "q5": "no"}, language="de")

    close_now(step, by=Actor(olga))
    hers.open(step.process.url)
    assert hers.reads("7 Personen haben geantwortet")
    expect(hers.page.locator("table.survey-table").nth(1)).to_be_attached()
    expect(hers.page.locator(f"a[href^='/survey/{step.pk}/numbers.csv']")).to_have_count(1)
    assert sorted(Ballot.objects.values_list("channel", flat=True)) == ["paper", "phone", *["web"] * 5]
    print(f"{len(hers.seen) + len(his.seen) + sum(len(desk.seen) for desk in desks)} pages")


def opened(olga: Person) -> Step:
    step = a_survey(olga, languages=["de", "de-simple", "en"], intro={"de": "Danke, dass du mitmachst!"})
    open_now(step, by=Actor(olga))
    step.refresh_from_db()
    return step


def stops_and_goes_on(phone: Phone, step: Step) -> None:
    """Yes leads to what was good; the pages between are kept, also in another language and after a pause."""
    phone.open(step.process.url)
    assert phone.reads("Danke, dass du mitmachst!")
    phone.press(f"a[href='/survey/{step.pk}/']")
    phone.choose("input[name=q1][value=yes]")
    phone.press(SEND)
    assert phone.reads("Wie hat es dir gefallen?")
    assert phone.lacks("Warum nicht?"), "asked only of whoever says no"
    phone.open("/")
    phone.open(f"/survey/{step.pk}/")
    assert phone.reads("Wie hat es dir gefallen?"), "where they left off"
    phone.press("nav a[lang=en]")
    assert phone.reads("How did you like it?")
    phone.choose("input[name=q2][value='4']")
    phone.press(SEND)
    phone.press(SEND)
    assert Ballot.objects.filter(step=step, person__given_name="Ayşe").get().content["answers"] == {
        "q1": "yes",
        "q2": 4,
    }
    phone.press(f"a[href='/survey/{step.pk}/']")
    expect(phone.page.locator("input[name=q1][value=yes]"), "one begins with what one said").to_be_checked()


def says_no(phone: Phone, step: Step) -> None:
    phone.open(f"/survey/{step.pk}/")
    phone.choose("input[name=q1][value=no]")
    phone.press(SEND)
    assert phone.reads("Warum nicht?")
    assert phone.lacks("Was war gut?")
    phone.press(SEND)
    phone.press(SEND)
    assert phone.reads("Danke")


def fill(desk: Phone) -> None:
    """What somebody says on the telephone, or wrote on a slip."""
    desk.choose("input[name=q1][value=yes]")
    desk.choose("input[name=q5][value=yes]")
