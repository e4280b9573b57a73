"""An example for each address: the suites over all modules open and post them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from quartier.api import Access, Actor, Example, Person, share
from quartier.api.processes import START_PROCESS, Step, StepState, lock_step, step_for_example
from quartier.steps.survey.actions import answer, count_answers
from quartier.steps.survey.samples import SAMPLES
from quartier.steps.survey.stored import question_to_json
from quartier.steps.survey.terms import SurveyOptions

QUESTIONS = [question_to_json(question) for question in SAMPLES["feast"].questions()]


def prepare(step: Step, person: Person) -> None:
    """What an open survey needs to be looked at."""
    step.options = {**vars(SurveyOptions()), "questions": QUESTIONS}
    step.save(update_fields=["options"])


def a_survey(person: Person, *, state: str = StepState.PLANNED, **chosen: Any) -> Step:
    """In a process of the whole quarter."""
    return step_for_example(
        person,
        "survey",
        title="Nach dem Straßenfest",
        question="Wie war das Straßenfest, und was machen wir nächstes Mal anders?",
        state=state,
        options={**vars(SurveyOptions()), "questions": QUESTIONS, **chosen},
    )


def a_closed_survey(person: Person, **chosen: Any) -> Step:
    """Five answered."""
    step = a_survey(person, state=StepState.OPEN, **chosen)
    for number in range(5):
        neighbour = Person.objects.create(given_name=f"N{number}", family_name="Beispiel", standing="member")
        answer(step, by=Actor(neighbour), answers={"q1": "yes", "q2": 4, "q6": "Mehr Schatten"}, language="de")
    step = lock_step(step)
    step.state, step.closed, step.tally = StepState.CLOSED, timezone.now(), count_answers(step)
    step.save(update_fields=["state", "closed", "tally"])
    share(step.process, by=None)
    return step


def _planned(**more: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": a_survey(person).pk, **more}


def _just_removed() -> Callable[[Person], dict[str, Any]]:
    removed = {"question": QUESTIONS[-1], "at": 5}
    return lambda person: {"pk": a_survey(person, questions=QUESTIONS[:-1], removed=removed).pk}


def _empty(**more: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": a_survey(person, questions=[]).pk, **more}


def _open(**more: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": a_survey(person, state=StepState.OPEN).pk, **more}


def _closed(**chosen: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": a_closed_survey(person, **chosen).pk}


def _in_turkish(**more: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": a_survey(person, languages=["de", "tr"]).pk, **more}


def _body(**said: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: said


MANAGED: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}
ONE = {"title": "Wie kommst du her?", "choices": "zu Fuß\nmit dem Rad", "may_decline": "on"}

EXAMPLES = (
    Example(url="survey:start", access=Access.MEMBERS, arguments=_open()),
    Example(url="survey:part", access=Access.MEMBERS, arguments=_open(page="part1"), post=_body(q1="yes")),
    Example(url="survey:part", access=Access.MEMBERS, arguments=_open(page="check")),
    Example(url="survey:trial", arguments=_planned(page="start"), **MANAGED),
    Example(url="survey:trial", arguments=_planned(page="part1"), post=_body(q1="yes"), **MANAGED),
    Example(url="survey:questions", arguments=_planned(), **MANAGED),
    Example(url="survey:questions", arguments=_empty(), **MANAGED),
    Example(url="survey:begin_with", arguments=_empty(sample="living"), post=_body(), **MANAGED),
    Example(url="survey:new", arguments=_planned(), **MANAGED),
    Example(url="survey:add", arguments=_planned(kind="one"), post=_body(**ONE), repeats=True, **MANAGED),
    Example(url="survey:question", arguments=_planned(key="q6"), post=_body(title="Was fehlt?"), **MANAGED),
    Example(url="survey:when", arguments=_planned(key="q2"), post=_body(answers=["yes"]), **MANAGED),
    Example(url="survey:change", arguments=_planned(key="q6"), post=_body(do="up"), repeats=True, **MANAGED),
    Example(url="survey:put_back", arguments=_just_removed(), post=_body(), **MANAGED),
    Example(url="survey:paper", arguments=_planned(), **MANAGED),
    Example(url="survey:about", arguments=_planned(), post=_body(intro="Danke!"), **MANAGED),
    Example(url="survey:languages", arguments=_planned(), post=_body(languages=["tr"]), **MANAGED),
    Example(url="survey:translate", arguments=_in_turkish(language="tr", key="q1"), post=_body(title="Orada mıydın?"), **MANAGED),
    Example(url="survey:texts", arguments=_closed(), **MANAGED),
    Example(url="survey:numbers", access=Access.MEMBERS, arguments=_closed()),
    Example(url="survey:rows", arguments=_closed(reads_rows=True), **MANAGED),
)  # fmt: skip
