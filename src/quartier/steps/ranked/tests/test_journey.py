"""One neighbour puts names in her order on a phone with the keyboard, one without scripts; then all read how it was counted."""

from typing import Any

import pytest
from playwright.sync_api import expect

from quartier.api import Actor
from quartier.api.processes import START_PROCESS, Ballot, close_now, open_now
from quartier.api.testing import holder_of, neighbour
from quartier.steps.ranked.actions import vote
from quartier.steps.ranked.examples import a_vote
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_ballot_to_the_picture_of_the_count(chromium: Any, live_server: Any) -> None:
    organiser, ayse, paul = holder_of(START_PROCESS, "Olga", "Ott"), neighbour(), neighbour("Paul", "Post")
    others = [neighbour(f"N{number}", "Nachbar") for number in range(5)]
    step = a_vote(organiser)
    open_now(step, by=Actor(organiser))
    hers, his = Phone(chromium, live_server.url, ayse), Phone(chromium, live_server.url, paul, scripts=False)

    hers.open(f"/ranked/{step.pk}/")
    for name in ("Semmelgasse", "Amselgang"):
        hers.reach(f"button[aria-label^='{name}: ']")
        hers.page.keyboard.press("Enter")
    hers.reach("button[aria-label='Amselgang: nach oben']")
    hers.page.keyboard.press("Enter")
    expect(hers.page.get_by_role("status").filter(has_text="Amselgang: Platz 1")).to_be_attached()
    hers.press("main form .form-end button")
    assert Ballot.objects.get(person=ayse).content == {"c1": 1, "c3": 2}

    his.open(f"/ranked/{step.pk}/")
    his.page.select_option("select[name=c1]", "1")
    his.page.select_option("select[name=c2]", "1")
    his.press("main form .form-end button")
    assert his.reads("Platz 1 steht mehr als einmal da")
    his.page.select_option("select[name=c1]", "2")
    his.press("main form .form-end button")
    assert Ballot.objects.get(person=paul).content == {"c1": 2, "c2": 1}

    for person in others:
        vote(step, by=Actor(person), ballot={"c3": 1, "c1": 2})
    close_now(step, by=Actor(organiser))
    hers.open(step.url)
    assert hers.reads("Semmelgasse hat 5 von 7 Stimmen: mehr als die Hälfte.")
    expect(hers.page.locator("svg[role=img] rect.ranked-won")).to_have_count(1)
