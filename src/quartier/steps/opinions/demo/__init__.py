"""Two opinion maps of the made-up quarter: one that is over, one that is under way. The texts lie beside this file."""

from datetime import datetime, timedelta
from hashlib import sha256
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
    cast,
    close_now,
)
from quartier.steps.opinions.actions import add_statements, bring_statement, take_out
from quartier.steps.opinions.content import Answers, content_of
from quartier.steps.opinions.refresh import redraw
from quartier.steps.opinions.terms import Said as Opinion

TEXTS = Path(__file__).parent
TEMPLATE = "opinions.told"
A_WORD = timedelta(minutes=37)
CHANCES = {"+": (0.92, 0.97), "~": (0.5, 0.68), "-": (0.05, 0.14), "?": (0.2, 0.85)}  # agrees, else can't say, else not
ANSWERS_OF_TEN = 8


def demo() -> None:
    """Each goes through the real actions, at its time. Without somebody who may ask the quarter there is none."""
    people, now = Cast(), timezone.now()
    organiser = people.person("Mia Kowalski")
    if Process.objects.filter(template=TEMPLATE).exists() or not has_power(organiser, START_PROCESS):
        return
    for said in texts(TEXTS, "map"):
        _tell(said, organiser, people, now)


def _tell(said: Said, organiser: Person, people: Cast, now: datetime) -> None:
    begins, by = when(said, now), Actor(organiser)
    with clock_at(begins):
        step = _opened(said, organiser, begins)
        add_statements(step, by=by, lines="\n".join(one["text"] for one in said["statement"] if "by" not in one))
    for day, one in enumerate(one for one in said["statement"] if "by" in one):
        with clock_at(min(begins + timedelta(hours=9 * day + 3), now - 20 * A_WORD)):
            brought = bring_statement(step, by=Actor(people.person(one["by"])), text=one["text"])
            if "out" in one:
                take_out(brought, by=by, reason=one["out"])
    with clock_at(min(begins + timedelta(days=said["days"]) - A_WORD, now - A_WORD)):
        _answer(step, said, organiser)
        redraw(step, timezone.now())
    if said.get("closed"):
        with clock_at(begins + timedelta(days=said["days"])):
            close_now(step, by=by)


def _opened(said: Said, organiser: Person, begins: datetime) -> Step:
    plan = StepPlan(kind="opinions", days=said["days"], is_for_all=True)
    template = ProcessTemplate(name=TEMPLATE, label="", summary="", steps=(plan,), answer_days=30)
    return begun(template, said, by=Actor(organiser), begins=begins)


def _answer(step: Step, said: Said, organiser: Person) -> None:
    """`groups`: how many think which way. Who it is, and what each says, is drawn from names: the same at each filling."""
    found = Person.objects.filter(standing="member").exclude(pk=organiser.pk)
    grown_up = [person for person in found if (age := person.age(timezone.now().date())) is None or age > 13]
    order = sorted(grown_up, key=lambda person: _drawn(said["title"], person.full_name))
    ways = [way for way, number in enumerate(said["groups"]) for _each in range(number)]
    seeds = [one for one in said["statement"] if "by" not in one]
    brought = [one for one in said["statement"] if "by" in one]
    for person, way in zip(order, ways, strict=False):
        answers = _said_by(person.full_name, way, [*seeds, *brought])
        cast(step, by=Actor(person), content=content_of(answers))


def _said_by(name: str, way: int, statements: list[Said]) -> Answers:
    answers: Answers = {}
    for number, one in enumerate(statements, start=1):
        agrees, unsure = CHANCES[one["says"][way]]
        if "out" in one or _drawn(name, f"answers {number}") * 10 > ANSWERS_OF_TEN:
            continue
        chance = _drawn(name, one["text"])
        answers[number] = (
            Opinion.AGREE if chance < agrees else Opinion.PASS if chance < unsure else Opinion.DISAGREE
        ).value
    return answers


def _drawn(one: str, other: str) -> float:
    return int.from_bytes(sha256(f"{one}:{other}".encode()).digest()[:6]) / 2**48
