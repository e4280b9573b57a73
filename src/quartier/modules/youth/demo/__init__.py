"""Two rounds of the made-up quarter's young people: one is answered and paid, in the other ideas are being collected.

The texts lie beside this file. Each goes through the real actions; a class takes part with codes.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from quartier.api import YOUNG_CARE, Actor, Organisation, Person, has_power
from quartier.api.demo import Cast, Said, clock_at, texts
from quartier.api.processes import (
    Process,
    Proposal,
    Step,
    Who,
    announce_process,
    cast,
    choose_for_young,
    close_now,
    open_now,
    propose_to,
    support,
)
from quartier.modules.youth import classes, pots
from quartier.modules.youth.actions import answer_round, begin_round, promise
from quartier.modules.youth.classes import Slip
from quartier.modules.youth.models import ClassSheet

TEXTS = Path(__file__).parent
A_DAY = timedelta(days=1)
CARERS = ("Malik Diallo", "Mia Kowalski")
OFFICE, SCHOOL = "Stadtteilbüro Lindenau-Ost", "Gemeinschaftsschule Lindenau"


def demo() -> None:
    """Once, and only where young people live: a module's tests have no made-up quarter around them."""
    people = Cast()
    office, school = people.organisation(OFFICE), people.organisation(SCHOOL)
    if office is None or school is None or Process.objects.filter(who=Who.YOUNG).exists():
        return
    for name in CARERS:
        choose_for_young(people.person(name))
    carer = people.person(CARERS[0])
    if not has_power(carer, YOUNG_CARE):
        return
    for said in texts(TEXTS, "round"):
        _hold(said, Stage(people, Actor(carer), office, school))


@dataclass(frozen=True)
class Stage:
    """Who is there, for one round."""

    people: Cast
    by: Actor  # who looks after the space
    office: Organisation
    school: Organisation

    @property
    def speaker(self) -> Actor:
        return Actor(_speaker(self.office))


def _hold(said: Said, stage: Stage) -> None:
    now = timezone.now()
    began = now - said["ago"] * A_DAY
    by, office = stage.by, stage.office
    with clock_at(began):
        process = begin_round(
            by=by, template="youth.ideas", title=said["title"], question=said["question"], text=said["text"],
            ages=said["ages"], office=office, begins=began,
        )  # fmt: skip
        announce_process(process, by=by)
        step = process.steps.get(order=1)
        open_now(step, by=by)
    with clock_at(began + A_DAY):
        due = began + (said["promised"] + 35) * A_DAY
        promise(Process.objects.get(pk=process.pk), by=stage.speaker, office=office, due=due)
        codes = _codes_of_class(process, said, by, stage.school) if "class" in said else []
    ideas = []
    for number, idea in enumerate(said["idea"], start=1):
        with clock_at(min(began + (number * 30 + 20) * timedelta(hours=1), now - number * timedelta(minutes=50))):
            ideas.append(_say(step.pk, idea, stage.people, codes))
    if "answer" in said:
        _bring_to_its_end(process, said, ideas, stage)


def _say(step_number: int, said: Said, people: Cast, codes: list[str]) -> Proposal:
    step = Step.objects.select_related("process").get(pk=step_number)
    if said.get("code"):
        code = classes.enter_code(codes.pop(), network="demo")
        return classes.propose_with_code(code, step, title=said["title"], text=said.get("text", ""))
    idea = propose_to(step, by=Actor(people.person(said["by"])), title=said["title"], text=said.get("text", ""))
    for name in said.get("too", ()):
        support(idea, step=step, by=Actor(people.person(name)))
    return idea


def _codes_of_class(process: Process, said: Said, by: Actor, school: Organisation) -> list[str]:
    sheet = classes.ask_for_codes(process, by=Actor(_speaker(school)), organisation=school, name=said["class"], size=24)
    classes.allow_codes(sheet, by=by)
    codes: list[str] = []

    def make(_sheet: ClassSheet, slips: list[Slip]) -> bytes:
        codes.extend(slip.code for slip in slips)
        return b""

    classes.print_sheet(ClassSheet.objects.get(pk=sheet.pk), by=by, make=make)
    return codes


def _bring_to_its_end(process: Process, said: Said, ideas: list[Proposal], stage: Stage) -> None:
    by, began = stage.by, process.created
    with clock_at(began + 21 * A_DAY):
        close_now(process.steps.get(order=1), by=by)
        vote = process.steps.get(order=2)
        if vote.state == "planned":
            open_now(vote, by=by)
    with clock_at(began + 25 * A_DAY):
        _vote(process, said["idea"], ideas)
    with clock_at(began + 35 * A_DAY):
        close_now(process.steps.get(order=2), by=by)
    with clock_at(began + 50 * A_DAY):
        pot = pots.make_pot(
            by=by, name="Jugendtopf", cents=500_000, given_by=OFFICE,
            ends=timezone.localdate() + timedelta(days=300),
        )  # fmt: skip
        paid = [(idea, told) for idea, told in zip(ideas, said["idea"], strict=True) if "cents" in told]
        states = {idea.pk: (told["state"], told["sentence"]) for idea, told in paid}
        answer_round(Process.objects.get(pk=process.pk), by=stage.speaker, text=said["answer"], states=states)
        for idea, told in paid:
            found = Proposal.objects.select_related("process").get(pk=idea.pk)
            pots.spend(pot, found, by=by, cents=told["cents"])


def _vote(process: Process, told: list[Said], ideas: list[Proposal]) -> None:
    """Whose points they are is drawn by the order of electors, the same at each filling; each has five, three for one at most."""
    step = process.steps.get(order=2)
    voters = list(Person.objects.filter(pk__in=process.electors.values("person")).order_by("pk"))
    left = [one["points"] for one in told]
    for voter in voters:
        content: dict[str, Any] = {}
        for number in sorted(range(len(left)), key=lambda one: -left[one])[:2]:
            given = min(3 if not content else 2, left[number])
            if given:
                content[f"p{ideas[number].pk}"] = given
                left[number] -= given
        if not content:
            return
        cast(step, by=Actor(voter), content=content)


def _speaker(organisation: Organisation) -> Person:
    return organisation.memberships.select_related("person").order_by("pk")[0].person
