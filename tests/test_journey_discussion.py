"""For and against: one with a phone, one without scripts, one who knows the subject; and a summary for whoever comes later."""

from typing import Any

import pytest
from playwright.sync_api import expect

from quartier.steps.discussion.models import Argument, Summary
from quartier.steps.discussion.tests.people import neighbour, open_discussion, organiser
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOR, AGAINST = "Nachts ist es endlich wieder leise.", "Die Lieferwagen kommen nicht mehr durch."
EXPERT = "Bei Tempo 30 halbiert sich der Lärm."


def test_both_sides_are_heard_and_summed_up(chromium: Any, live_server: Any) -> None:
    olga, ayse, jonas = organiser(), neighbour("Ayşe"), neighbour("Jonas")
    neighbour("Heike", "Sander")
    step = open_discussion(olga)
    hers, his = Phone(chromium, live_server.url, ayse), Phone(chromium, live_server.url, jonas, scripts=False)

    argues(hers, step, "for", FOR)
    argues(his, step, "against", AGAINST)

    desk = Phone(chromium, live_server.url, olga)
    desk.open(f"/discussion/{step.pk}/experts/")
    desk.write("input[name=name]", "Heike Sander")
    desk.write("input[name=known_as]", "Verkehrsplanerin der Stadt")
    desk.press("main form .form-end button")
    theirs = Phone(chromium, live_server.url, neighbour_named("Heike"))
    theirs.open(step.url)
    top = Argument.objects.get(side="for")
    theirs.press(f"a[href='/discussion/answer/{top.pk}/']")
    theirs.write("textarea[name=text]", EXPERT)
    theirs.press("main form .form-end button")

    desk.open(step.url)
    desk.press(f"a[href='/discussion/{step.pk}/summary/']")
    desk.write("textarea[name=text]", "Dafür: weniger Lärm. Dagegen: Umwege für Lieferungen.")
    desk.press("main form .form-end button")

    his.open(step.url)
    for said in (FOR, AGAINST, EXPERT, "Verkehrsplanerin der Stadt", "Umwege für Lieferungen"):
        assert his.reads(said), said
    assert Summary.objects.get().counted == 3
    print(f"{len(hers.seen) + len(his.seen) + len(theirs.seen) + len(desk.seen)} pages")


def argues(phone: Phone, step: Any, side: str, text: str) -> None:
    phone.open(step.process.url)
    phone.press(f"a[href='/discussion/{step.pk}/argue/?side={side}']")
    expect(phone.page.locator("input[name=side]:checked")).to_have_value(side)
    phone.write("textarea[name=text]", text)
    phone.press("main form .form-end button")
    assert phone.reads(text)


def neighbour_named(given_name: str) -> Any:
    from quartier.api import Person

    return Person.objects.get(given_name=given_name)
