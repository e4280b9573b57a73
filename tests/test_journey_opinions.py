"""An opinion map on a phone: answering by key and by button, bringing a statement, seeing where one stands, the report at the end."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quartier.api import Actor
from quartier.api.processes import START_PROCESS, Ballot, Step, close_now
from quartier.api.testing import holder_of, neighbour
from quartier.steps.opinions.content import content_of
from quartier.steps.opinions.examples import running
from quartier.steps.opinions.models import Statement
from quartier.steps.opinions.refresh import redraw
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_first_statement_to_the_map(chromium: Any, live_server: Any) -> None:
    organiser, ayse = holder_of(START_PROCESS, "Olga", "Ott"), neighbour()
    step = running(organiser)
    neighbours_answer(step)
    hers = Phone(chromium, live_server.url, ayse)
    hers.open(step.url)
    hers.press(f"main a[href='/opinions/{step.pk}/']")
    for key in "123":
        with hers.page.expect_navigation():
            hers.page.keyboard.press(key)
    hers.look_over()
    hers.press("button[name=said][value=agree]")
    assert hers.reads("Du hast alle Aussagen beantwortet")
    hers.press(f"main a[href='/opinions/{step.pk}/say/']")
    hers.write("textarea[name=text]", "Kinder zuerst.")
    hers.press("main form .form-end button")
    assert hers.reads("Deine Aussage gilt jetzt")
    hers.press("button[name=said][value=agree]")
    assert sum(len(said) for said in Ballot.objects.get(step=step, person=ayse).content.values()) == 5

    redraw(step, timezone.now())
    hers.open(f"/opinions/{step.pk}/mine/")
    hers.press("#n1 button[value=disagree]")
    assert 1 in Ballot.objects.get(step=step, person=ayse).content["disagree"]
    hers.open(step.url)
    expect(hers.page.locator(".opinion-you")).to_have_count(1)
    close_now(step, by=Actor(organiser))
    hers.open(step.url)
    hers.press(f"main a[href='/opinions/{step.pk}/report/']")
    assert hers.reads("Was verbindet")
    print(f"{len(hers.seen)} pages, each clean of axe's findings")


def test_without_scripts_the_same_buttons_answer(chromium: Any, live_server: Any) -> None:
    organiser, ayse = holder_of(START_PROCESS, "Olga", "Ott"), neighbour()
    step = running(organiser)
    hers = Phone(chromium, live_server.url, ayse, scripts=False)
    hers.open(f"/opinions/{step.pk}/")
    for _each in range(Statement.objects.filter(step=step).count()):
        hers.press("button[name=said][value=disagree]")
    assert hers.reads("Du hast alle Aussagen beantwortet")
    assert Ballot.objects.get(step=step, person=ayse).content["disagree"] == [1, 2, 3, 4]


def neighbours_answer(step: Step) -> None:
    """Two camps, which agree on the third statement."""
    for row in range(24):
        camp = row % 2
        says = {
            1: ("agree", "disagree")[camp],
            2: ("disagree", "agree")[camp],
            3: "agree",
            4: ("agree", "pass")[camp],
            5: "agree",
        }
        Ballot.objects.create(step=step, code=f"elsewhere:{row}", content=content_of(says))
