"""From the question to a module that is switched on: one says it on her phone, one by telephone, one on paper."""

from typing import Any

import pytest
from playwright.sync_api import expect

from quartier.api import Actor, Ground, decide_module
from quartier.api.processes import Process, Proposal, cast, close_now, open_now
from quartier.api.testing import neighbour
from quartier.modules.needs.actions import begin_round
from quartier.modules.needs.tests.rounds import NEXT_YEAR, coordinator
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_quarter_decides_what_its_server_does(chromium: Any, live_server: Any) -> None:
    kora, ayse, jonas = coordinator(), neighbour(), neighbour("Jonas", "Weber")
    by = Actor(kora)
    decide_module("help", by=by, on=False, ground=Ground.NEED)
    process = begin_round(by=by)
    hers, desk = Phone(chromium, live_server.url, ayse), Phone(chromium, live_server.url, kora)
    second = Phone(chromium, live_server.url, coordinator("Theo"))

    hers.open("/")
    hers.press(f"a[href='{process.url}']")
    hers.write("input[name=words]", "jemand, der beim Einkaufen hilft")
    hers.reach("input[name=helps]")
    hers.page.keyboard.press("Space")
    hers.press("#say form .form-end button")
    assert hers.reads("Mir fehlt jemand, der beim Einkaufen hilft")

    take_down(desk, process, "phone", "Jonas Weber", "Hilfe beim Einkaufen")
    type_slip(desk, second, process, "Licht hinter der Kirche")
    group = put_together(desk, process, by)
    vote = process.steps.get(kind="vote")
    hers.open(process.url)
    hers.press("a[href*='/vote/']")
    hers.write(f"input[name=p{group.pk}]", "3")
    hers.press("main form .form-end button")
    cast(vote, by=Actor(jonas), content={f"p{group.pk}": 2})
    close_now(vote, by=by)

    adopt(desk, process, group)

    hers.open("/help/")
    hers.open("/warum/help/")
    assert hers.reads(group.title)
    assert Process.objects.get(pk=process.pk).created.date() < NEXT_YEAR
    print(f"{len(hers.seen) + len(desk.seen)} pages, each clean of axe's findings")


def put_together(desk: Phone, process: Process, by: Actor) -> Proposal:
    """What was said by telephone and on paper joins the rest; then the vote is open."""
    gather, vote = process.steps.get(kind="gather"), process.steps.get(kind="vote")
    desk.open(f"/gather/{gather.pk}/group/")
    expect(desk.page.locator("input[name=needs]:checked"), "what sounds alike is ticked").to_have_count(2)
    desk.press("main form .form-end button")
    close_now(gather, by=by)
    vote.refresh_from_db()
    if vote.state == "planned":
        open_now(vote, by=by)

    return Proposal.objects.filter(process=process, merged_into=None, author=by.person).get()


def adopt(desk: Phone, process: Process, group: Proposal) -> None:
    desk.open("/")
    desk.press(f"a[href='/needs/{process.pk}/decide/']")
    assert desk.reads("5 Punkte")
    desk.press(f"a[href='/needs/{group.pk}/adopt/']")
    expect(desk.page.locator("input[name=slug]:checked"), "what fits is proposed").to_have_value("help")
    desk.reach("input[name=caretakers]:not(:checked)")
    desk.page.keyboard.press("Space")
    desk.press("main form .form-end button")
    assert desk.reads("Wir schalten es ein")


def take_down(desk: Phone, process: Process, channel: str, name: str, words: str) -> None:
    desk.open(process.url)
    desk.press("a[href*='/enter/']")
    desk.choose(f"input[name=channel][value={channel}]")
    desk.write("input[name=name]", name)
    desk.write("input[name=words]", words)
    desk.press("main form .form-end button")


def type_slip(desk: Phone, second: Phone, process: Process, words: str) -> None:
    """Two people type it, neither sees what the other typed; then it is counted."""
    desk.open(process.url)
    desk.press("main a[href*='/process/paper/']")
    desk.write("input[name=name]", "Bäckerei")
    desk.write("input[name=size]", "1")
    desk.press("main form .form-end button")
    address = desk.page.url.partition("/process/")[2]
    for typist in (desk, second):
        typist.open(f"/process/{address}")
        typist.write("input[name=miss]", words)
        typist.press("main form .form-end button")
    second.press("main form[action$='/count/'] button")
    assert second.reads("Gezählt: 1 Zettel")
