"""A discussion of the made-up quarter. The text lies beside this file."""

from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from quartier.api import Actor, Person, has_power
from quartier.api.demo import Cast, Said, begun, clock_at, texts, when
from quartier.api.processes import (
    START_PROCESS,
    Process,
    ProcessTemplate,
    Step,
    StepPlan,
)
from quartier.steps.discussion.actions import answer, argue, invite_expert, summarise

TEXTS = Path(__file__).parent
TEMPLATE = "discussion.told"


def demo() -> None:
    """It goes through the real actions, at its time. Without somebody who may ask the quarter there is none."""
    cast, now = Cast(), timezone.now()
    organiser = cast.person("Mia Kowalski")
    if Process.objects.filter(template=TEMPLATE).exists() or not has_power(organiser, START_PROCESS):
        return
    for said in texts(TEXTS, "discussion"):
        begins, by = when(said, now), Actor(organiser)
        with clock_at(begins):
            step = _opened(said, organiser, cast, begins)
            for name, known_as in said["experts"]:
                cast.person(name)
                invite_expert(step, by=by, name=name, known_as=known_as)
        for number, one in enumerate(said["argument"], start=1):
            _say(step, one, cast, begins + timedelta(hours=7 * number), now)
        with clock_at(now - timedelta(hours=5)):
            summarise(step, by=by, text=said["summary"])


def _opened(said: Said, organiser: Person, cast: Cast, begins: datetime) -> Step:
    steps = (StepPlan(kind="discussion", days=said["days"], is_for_all=True), StepPlan(kind="vote", days=14))
    template = ProcessTemplate(name=TEMPLATE, label="", summary="", steps=steps, answer_days=30)
    return begun(template, said, by=Actor(organiser), begins=begins, place=cast.place(said["where"]))


def _say(step: Step, said: Said, cast: Cast, at: datetime, now: datetime) -> None:
    at = min(at, now - timedelta(hours=8))
    with clock_at(at):
        written = argue(step, by=Actor(cast.person(said["by"])), side=said["side"], text=said["text"])
    for number, (name, words) in enumerate(said.get("answers", ()), start=1):
        with clock_at(at + number * timedelta(minutes=31)):
            answer(written, by=Actor(cast.person(name)), text=words)
