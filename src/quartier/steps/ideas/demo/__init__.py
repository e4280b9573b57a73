"""Two processes of the made-up quarter: one that was answered, and one that is under way. The texts lie beside this file."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from django.utils import timezone

from quartier.api import Actor, Person, add_comment, has_power
from quartier.api.demo import Cast, Said, begun, clock_at, texts, when
from quartier.api.processes import (
    START_PROCESS,
    Process,
    ProcessTemplate,
    Proposal,
    Step,
    StepPlan,
    area_around,
    change_process,
    check_proposal,
    close_now,
    give_answer,
    merge_proposal,
    set_state,
    support,
)
from quartier.steps.ideas.actions import bring_idea

TEXTS = Path(__file__).parent
TEMPLATE = "ideas.told"
A_WORD = timedelta(minutes=37)


def demo() -> None:
    """Each goes through the real actions, at its time. Without somebody who may ask the quarter there is none."""
    cast, now = Cast(), timezone.now()
    organiser = cast.person("Mia Kowalski")
    if Process.objects.filter(template=TEMPLATE).exists() or not has_power(organiser, START_PROCESS):
        return
    for said in texts(TEXTS, "process"):
        _tell(said, organiser, cast, now)


def _tell(said: Said, organiser: Person, cast: Cast, now: datetime) -> None:
    begins, by = when(said, now), Actor(organiser)
    with clock_at(begins):
        step = _opened(said, organiser, cast, begins)
    ideas = {one["title"]: _bring(step, one, cast, begins, now) for one in said["idea"]}
    for title, other in said.get("merged", ()):
        with clock_at(min(begins + timedelta(days=said["days"]) - A_WORD, now - A_WORD)):
            merge_proposal(ideas[title], into=ideas[other], by=by)
    if "answer" not in said:
        return
    ends = begins + timedelta(days=said["days"])
    with clock_at(ends):
        close_now(step, by=by)
    with clock_at(ends + timedelta(days=18)):
        for one in said["idea"]:
            if "feasible" in one:
                word = "feasible" if one["feasible"] else "not_feasible"
                check_proposal(ideas[one["title"]], by=by, feasibility=word, reasons=one["reasons"])
            if "state" in one:
                set_state(ideas[one["title"]], one["state"], by=by, sentence=one.get("sentence", ""))
        give_answer(Process.objects.get(pk=step.process_id), by=by, text=said["answer"])


def _opened(said: Said, organiser: Person, cast: Cast, begins: datetime) -> Step:
    more = [StepPlan(kind=kind, days=days, is_for_all=kind != "vote") for kind, days in said.get("then", ())]
    plan = StepPlan(kind="ideas", days=said["days"], options={"needs_place": True}, is_for_all=True)
    template = ProcessTemplate(name=TEMPLATE, label="", summary="", steps=(plan, *more), answer_days=60)
    by, place = Actor(organiser), cast.place(said["where"])
    step = begun(template, said, by=by, begins=begins, place=place)
    if "around" in said and place and (area := area_around(place, said["around"])):
        change_process(step.process, by=by, area=area)
    return step


def _bring(step: Step, said: Said, cast: Cast, begins: datetime, now: datetime) -> Proposal:
    written = min(begins + timedelta(days=said.get("day", 0), minutes=45), now - 40 * A_WORD)
    by = Actor(cast.person(said["by"]))
    with clock_at(written):
        idea = bring_idea(
            step, by=by, title=said["title"], text=said.get("text", ""), where=said["where"], is_outside=True
        )
    with clock_at(min(written + timedelta(hours=20), now - A_WORD)):
        _support(step, idea, cast.person(said["by"]), said.get("likes", 0))
    entry = idea.entry
    for number, (name, words) in enumerate(said.get("say", ()), start=1):
        assert entry is not None  # noqa: S101 (it was just shared)
        add_comment(entry, by=Actor(cast.person(name)), text=words, at=min(written + number * A_WORD, now))
    return idea


def _support(step: Step, idea: Proposal, author: Person, likes: int) -> None:
    """Drawn from the title: the same at each filling."""
    members = list(Person.objects.filter(standing="member").exclude(pk=author.pk).order_by("pk")[:120])
    chosen = Random(idea.title).sample(members, min(likes, len(members)))  # noqa: S311
    for person in chosen:
        support(idea, step=step, by=Actor(person))
