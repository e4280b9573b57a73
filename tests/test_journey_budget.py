"""A whole budget in browsers: an idea, a check by the office, a vote on screens and on thirty slips of paper, an explained result."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quartier.api import Actor, Person
from quartier.api.processes import (
    ENTER_BALLOTS,
    Process,
    Proposal,
    Step,
    announce_process,
    close_now,
    open_now,
    start_process,
)
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.api.testing.people import key_holder
from quartier.counting.counting import count
from quartier.counting.files.pabulib import parse_pb
from quartier.counting.files.pabulib_meaning import election_of
from quartier.steps.budget.actions import vote
from quartier.steps.budget.queries import rules_of
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "main form .form-end button"
SLIPS, TYPED_IN_BROWSER = 30, 2


def test_a_whole_budget_from_proposal_to_explained_result(chromium: Any, live_server: Any) -> None:
    kora, ayse, bo = key_holder(), neighbour(), neighbour("Bo", "Post")
    crowd = [neighbour(f"N{number}", "Nachbar") for number in range(SLIPS + 8)]
    desks = [Phone(chromium, live_server.url, holder_of(ENTER_BALLOTS, name, "Amt")) for name in ("Dora", "Emil")]
    office, hers = Phone(chromium, live_server.url, kora), Phone(chromium, live_server.url, ayse)
    his = Phone(chromium, live_server.url, bo, scripts=False)
    process = a_fund(kora)

    brings(hers, process, "Eine Bank unter der Linde")
    goes_on(process, kora, "ideas", "discussion", "feasibility")
    is_checked(office, process, "Eine Bank unter der Linde", "3.000")
    goes_on(process, kora, "feasibility")
    step = is_prepared(office, process)
    bench, tree, books = (project.key for project in rules_of(step).projects)

    chooses(hers, step, bench, books)
    chooses(his, step, tree)
    for person in crowd[:8]:
        vote(step, by=Actor(person), ballot={bench: 1})
    is_typed(desks, step, [[bench, books]] * 18 + [[tree]] * 7 + [[tree, books]] * 5)

    office.open(f"/process/{process.pk}/manage/")
    office.press(f"form[action$='/step/{step.order}/close/'] button")
    hers.open(process.url)
    assert hers.reads("Projekten"), "the sentence"
    assert hers.reads("27 Menschen sind dafür"), "one, eight, and eighteen on paper"
    hers.press(f"a[href='/budget/{step.pk}/mine/']")
    assert hers.reads("Alle deine 2 Projekte kommen.")
    his.open(process.url)
    his.press(f"a[href='/budget/{step.pk}/mine/']")
    assert his.reads("Dein Projekt kommt nicht.")
    is_explained(step, client_of(ayse))
    phones = (hers, his, office, *desks)
    print(f"{sum(len(phone.seen) for phone in phones)} pages, each clean of axe's findings")


def a_fund(kora: Person) -> Process:
    by, begins = Actor(kora), timezone.now() + timedelta(days=1)
    words = {"title": "Quartiersfonds", "question": "Wofür geben wir die 5.000 Euro aus?"}
    process = start_process("budget.fund", by=by, begins=begins, **words)
    announce_process(process, by=by)
    open_now(process.steps.get(kind="ideas"), by=by)
    return process


def goes_on(process: Process, kora: Person, *kinds: str) -> None:
    """Each of these is opened if it isn't yet, and all but the last closed; the last of several stays open."""
    for kind in kinds:
        step = process.steps.get(kind=kind)
        open_now(step, by=Actor(kora))
        if kind != kinds[-1] or len(kinds) == 1:
            close_now(process.steps.get(kind=kind), by=Actor(kora))


def brings(phone: Phone, process: Process, title: str) -> None:
    phone.open("/")
    phone.press(f"a[href='{process.url}']")
    phone.press(f"main a[href='/ideas/{process.steps.get(kind='ideas').pk}/new/']")
    phone.write("input[name=title]", title)
    phone.press(SEND)
    assert phone.reads(title)


def is_checked(phone: Phone, process: Process, title: str, cost: str) -> None:
    proposal = Proposal.objects.get(process=process, title=title)
    phone.open(process.url)
    assert phone.reads("0 von 1 Vorschlägen sind geprüft")
    phone.press(f"a[href='/process/proposal/{proposal.pk}/check/']")
    phone.choose("input[name=feasibility][value=feasible]")
    phone.write("textarea[name=reasons]", "Der Platz reicht, und es ist unser Grund.")
    phone.write("input[name=cost_cents]", cost)
    phone.press(SEND)
    assert phone.reads("3.000")


def is_prepared(phone: Phone, process: Process) -> Step:
    step = process.steps.get(kind="budget")
    phone.open(f"/budget/{step.pk}/set-up/")
    phone.press(f"a[href='/budget/{step.pk}/money/']")
    phone.write("input[name=money_cents]", "5.000")
    for _question in range(3):
        phone.press(SEND)
    for title, cost in (("Ein Baum", "2.500"), ("Ein Bücherschrank", "900")):
        phone.press(f"a[href='/budget/{step.pk}/project/']")
        phone.write("input[name=title]", title)
        phone.write("input[name=cost_cents]", cost)
        phone.press(SEND)
    phone.open(f"/budget/{step.pk}/slip/")
    phone.open(f"/process/{process.pk}/manage/")
    phone.press(f"form[action$='/step/{step.order}/open/'] button")
    step.refresh_from_db()
    assert step.state == "open"
    return step


def chooses(phone: Phone, step: Step, *keys: str) -> None:
    phone.open(step.process.url)
    phone.press(f"a[href='/budget/{step.pk}/']")
    for key in keys:
        phone.reach(f"input[value={key}]")
        phone.page.keyboard.press("Space")
    if phone.has_scripts:
        assert phone.reads("2 von 3 gewählt · zusammen 3.900"), "the line that adds up"
    phone.press(SEND)
    assert phone.reads("Deine Stimme zählt.")


def is_typed(desks: list[Phone], step: Step, slips: list[list[str]]) -> None:
    """Both type all; most of it not in the browser, which is slow. One reads a slip wrongly; it is looked at again."""
    first, second = desks
    first.open(f"/process/paper/{step.pk}/")
    first.write("input[name=name]", "Kiste in der Bäckerei")
    first.write("input[name=size]", str(SLIPS))
    first.press(SEND)
    batch = step.batches.get()
    address = f"/process/paper/pile/{batch.pk}/"
    for desk, wrong in ((first, 0), (second, 3)):
        client = Client()
        client.cookies["sessionid"] = desk.context.cookies()[0]["value"]
        desk.open(address)
        for number, keys in enumerate(slips, start=1):
            read = keys[:1] if number == wrong else keys
            if number > TYPED_IN_BROWSER:
                assert client.post(address, {"number": str(number), "ticks": read}).status_code == 302
                continue
            for key in read:
                desk.reach(f"input[value={key}]")
                desk.page.keyboard.press("Space")
            desk.press(SEND)
    second.open(address)
    assert second.reads("verschieden")
    for key in slips[2]:
        second.reach(f"input[value={key}]")
        second.page.keyboard.press("Space")
    second.press(SEND)
    second.press(f"form[action$='{address}count/'] button")
    assert step.ballots.filter(channel="paper").count() == SLIPS


def is_explained(step: Step, client: Client) -> None:
    """For everybody: sums that add up, and a file that any other program counts."""
    step.refresh_from_db()
    assert (step.tally["cast"], step.turnout["paper"]) == (40, SLIPS)
    file = parse_pb(client.get(f"/budget/{step.pk}/result.pb").content.decode())
    election = election_of(file)
    assert [row["votes"] for row in file.projects] == ["27", "13", "24"]
    assert sorted(election.published or ()) == ["1", "3"]
    assert election.voters == 40, "each ballot was cast alike by at least five: so they may be published"
    assert sorted(count(election, "equal-shares").winners) == ["1", "3"]
