"""What came out, as everybody reads it: the result of every kind of step, on a phone and at a desk, light and dark.

They are those of the made-up quarter, whose open steps are closed for it; a kind that isn't there is begun, and closed without a
vote. The same ballots are also counted by each other rule. A new kind is covered by itself.
QUARTIER_PICTURES=folder keeps a picture of each, QUARTIER_PAGES=budget looks at that kind alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from quartier.api import Actor, Person, Refused
from quartier.api.processes import Step, StepKind, StepState, close_now, open_now
from quartier.api.testing.people import client_of
from quartier.kernel import registry
from quartier.kernel.people.models import Account
from quartier.kernel.processes.examples import planned_of_kind
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.project.demo.filling import fill_demo
from quartier.project.demo.people import COORDINATOR, LOGIN_NAMES, RESIDENT
from quartier.steps.budget.rules import Rule as BudgetRule
from quartier.steps.budget.rules import Sort, Utility
from quartier.steps.ranked.rules import Rule
from tests.pages import Visit
from tests.test_every_page import ONLY, PHONE, PICTURES, WIDE, Eye

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.not_shared(reason="the demo quarter has its own tests"),
]
WAYS: dict[str, list[dict[str, Any]]] = {
    "ranked": [{"rule": rule.value, "seats": 2, "quorum_percent": 0} for rule in Rule],
    "budget": [{"rule": BudgetRule.GREEDY.value}, {"utility": Utility.CARDINALITY.value}, {"sort": Sort.POINTS.value}],
    "vote": [{"quorum_percent": 100}],
}


def test_every_result_is_clear_to_everybody(chromium: Any, live_server: Any, capsys: Any) -> None:
    Quarter.objects.all().delete()
    forget_quarter()
    fill_demo()
    resident, organiser = (Account.objects.get(login_name=LOGIN_NAMES[name]).person for name in (RESIDENT, COORDINATOR))
    eye, kinds, looked_at = Eye(chromium, live_server.url), registry.step_kinds(), 0
    for slug, kind in kinds.items():
        if ONLY in slug:
            steps = closed_steps(kind, organiser)
            pages = chain(
                results(steps, resident), by_other_rules(steps[-1], resident), by_organiser(steps[-1], organiser)
            )
            for visit in pages:
                look(eye, visit)
                looked_at += 1
    eye.context.close()
    with capsys.disabled():
        print(f"\nResults: {looked_at} pages of {len(kinds)} kinds, {len(eye.flaws)} flaws")
    assert not eye.flaws, "\n".join(eye.flaws)


def closed_steps(kind: StepKind, organiser: Person) -> list[Step]:
    """Each that there is, and at least one."""
    for step in Step.objects.filter(kind=kind.slug, state=StepState.OPEN).select_related("process__author"):
        with suppress(Refused):  # slips of paper that wait for somebody
            close_now(step, by=Actor(step.process.author or organiser))
    found = Step.objects.filter(kind=kind.slug, state=StepState.CLOSED).select_related("process").order_by("pk")
    return list(found) or [begun_and_closed(kind, organiser)]


def begun_and_closed(kind: StepKind, organiser: Person) -> Step:
    step = planned_of_kind(organiser, kind.slug).steps.get()
    kind.example_step(step, organiser)
    step.refresh_from_db()
    open_now(step, by=Actor(organiser))
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def results(steps: list[Step], reader: Person) -> Iterator[Visit]:
    """The page of each that they may see, the protocol, and once what it leads to in its kind."""
    seen: set[str] = set()
    for number, step in enumerate(step for step in steps if is_page(step.url, reader)):
        visit = visit_of(f"{step.kind}-{number}", step.url, reader)
        yield visit
        for url in re.findall(rf'href="(/{step.kind}/[^"#?]+)"', visit.html):
            name = re.sub(r"\d+", "", url).strip("/").replace("/", "-")
            if name not in seen and is_page(url, reader):
                seen.add(name)
                yield visit_of(name.replace("--", "-"), url, reader)
    yield visit_of(f"{steps[-1].kind}-protocol", f"{steps[-1].url}protocol/", reader)


def by_other_rules(step: Step, reader: Person) -> Iterator[Visit]:
    """As if it had been asked by each of these; the ballots are the same."""
    asked, counted = step.options, step.tally
    for number, way in enumerate(WAYS.get(step.kind, [])):
        step.options = {**asked, **way}
        step.tally = step.of_kind.count(step)
        step.save(update_fields=["options", "tally"])
        yield visit_of(f"{step.kind}-way{number}", step.url, reader)
    step.options, step.tally = asked, counted
    step.save(update_fields=["options", "tally"])


def by_organiser(step: Step, organiser: Person) -> Iterator[Visit]:
    yield visit_of(f"{step.kind}-organiser", step.url, organiser)


def is_page(url: str, reader: Person) -> bool:
    answer = client_of(reader).get(url)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def visit_of(name: str, url: str, reader: Person) -> Visit:
    client = client_of(reader)
    html = client.get(url).content.decode()
    return Visit(name, url, client.session.session_key or "", html, "")


def look(eye: Eye, visit: Visit) -> None:
    eye.open(visit)
    for width in (PHONE, WIDE):
        eye.page.set_viewport_size({"width": width, "height": 780})
        eye.look()
    eye.resize()
    if PICTURES:
        eye.keep_picture((PHONE, WIDE))
        keep_on_paper(eye)
    eye.close()


def keep_on_paper(eye: Eye) -> None:
    """As it is printed: neither bars nor buttons, black on white."""
    eye.page.emulate_media(media="print", color_scheme="light")
    eye.page.screenshot(path=Path(PICTURES) / f"{eye.visit.name}-paper.png", full_page=True)
    eye.page.emulate_media(media="screen")
