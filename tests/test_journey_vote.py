"""From proposals to a vote to the answer: on a phone, without scripts, by telephone, on paper; then it says what is built."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Actor, Person
from quartier.api.processes import (
    ENTER_BALLOTS,
    START_PROCESS,
    ProcessTemplate,
    Proposal,
    Step,
    StepPlan,
    cast,
    close_now,
    open_now,
    start_process,
)
from quartier.api.testing import holder_of, neighbour
from quartier.steps.ideas.actions import bring_idea
from tests.hands import a_pile, by_telephone
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "main form .form-end button"
WAY = ProcessTemplate(
    name="journey.vote",
    label="Ideen und Abstimmung",
    summary="",
    steps=(
        StepPlan(kind="ideas", days=28, is_for_all=True),
        StepPlan(kind="vote", days=14, options={"about": "proposals", "sort": "points", "most": 5, "chosen": 1}),
    ),
    answer_days=30,
)


def test_a_vote_ends_in_an_answer(chromium: Any, live_server: Any) -> None:
    olga = holder_of(START_PROCESS, "Olga", "Ott")
    voters = [neighbour(name, "Post") for name in ("Ayşe", "Bo", "Jonas", "Ida", "Cem", "Dana")]
    desks = [Phone(chromium, live_server.url, holder_of(ENTER_BALLOTS, name, "Amt")) for name in ("Dora", "Emil")]
    step, bench, tree = opened(olga, voters[0])
    hers = Phone(chromium, live_server.url, voters[0])
    his = Phone(chromium, live_server.url, voters[1], scripts=False)

    hers.open("/")
    hers.press(f"a[href='{step.process.url}']")
    votes(hers, step, bench, "5")
    votes(his, step, tree, "9")
    assert his.reads("Höchstens 5, bitte.")
    his.page.locator(f"input[name=p{tree.pk}]").fill("")
    his.page.locator("main h1").click()
    his.write(f"input[name=p{tree.pk}]", "4")
    his.press(SEND)
    by_telephone(desks[0], step, "Jonas Post", lambda desk: desk.write(f"input[name=p{bench.pk}]", "3"))
    gives_a_slip(desks[0], step, "Ida Post")
    a_pile(desks, step, lambda desk: desk.write(f"input[name=p{bench.pk}]", "2"))
    for person in voters[4:]:
        cast(step, by=Actor(person), content={f"p{bench.pk}": 1})

    close_now(step, by=Actor(olga))
    is_answered(Phone(chromium, live_server.url, olga), step, bench)
    hers.open(step.process.url)
    assert hers.reads("Wird gebaut, Frühjahr 2027")
    assert hers.reads("Die Bank kommt.")
    assert hers.reads("12"), "five, three, two and twice one"
    print(f"{len(hers.seen) + len(his.seen) + sum(len(desk.seen) for desk in desks)} pages")


def opened(olga: Person, ayse: Person) -> tuple[Step, Proposal, Proposal]:
    by, begins = Actor(olga), timezone.now() + timedelta(days=1)
    process = start_process(WAY, by=by, begins=begins, title="Der Lindenplatz", question="Was fehlt auf dem Platz?")
    ideas, vote = process.steps.order_by("order")
    open_now(ideas, by=by)
    ideas.refresh_from_db()
    bench, tree = (bring_idea(ideas, by=Actor(ayse), title=title) for title in ("Eine Bank", "Ein Baum"))
    close_now(ideas, by=by)
    vote.refresh_from_db()
    if vote.state == "planned":
        open_now(vote, by=by)
    vote.refresh_from_db()
    return vote, bench, tree


def votes(phone: Phone, step: Step, proposal: Proposal, points: str) -> None:
    phone.open(step.process.url)
    phone.press(f"a[href='/vote/{step.pk}/']")
    phone.write(f"input[name=p{proposal.pk}]", points)
    phone.press(SEND)


def gives_a_slip(desk: Phone, step: Step, name: str) -> None:
    desk.open(f"/process/paper/{step.pk}/give/")
    desk.write("input[name=name]", name)
    desk.press(SEND)
    assert desk.reads("hat jetzt einen Zettel"), "and can't vote on the page any more"


def is_answered(phone: Phone, step: Step, bench: Proposal) -> None:
    phone.open(f"/process/proposal/{bench.pk}/fate/")
    phone.page.locator("select[name=state]").select_option("building")
    phone.write("input[name=sentence]", "wird gebaut, Frühjahr 2027")
    phone.press(SEND)
    phone.open(f"/process/{step.process_id}/answer/")
    phone.write("textarea[name=text]", "Danke euch allen. Die Bank kommt.")
    phone.press(SEND)
    assert phone.reads("Die Bank kommt.")
