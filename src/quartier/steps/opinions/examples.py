"""An example for each address: the suites over all modules open and post them."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from quartier.api import Access, Actor, Example, Person, add_comment, share
from quartier.api.processes import START_PROCESS, Step, StepState, step_for_example
from quartier.steps.opinions.models import Board, Statement
from quartier.steps.opinions.terms import Standing

SEEDS = (
    "Am Sonntag soll die Lindenstraße den Kindern gehören.",
    "Wer auf das Auto angewiesen ist, braucht einen Parkplatz nahe der Wohnung.",
    "Mehr Bänke wünschen sich alle.",
)
BROUGHT = "Die Lieferwagen sollen vor zehn Uhr fertig sein."


def example_step(step: Step, person: Person) -> None:
    """What an open step needs to be looked at: three statements of the organiser and one of a neighbour."""
    Board.objects.update_or_create(step=step, defaults={"last_number": len(SEEDS)})
    for number, text in enumerate(SEEDS, start=1):
        Statement.objects.create(step=step, number=number, own_text=text)
    _brought(step, person, BROUGHT)


def _brought(step: Step, person: Person, text: str, place: Standing = Standing.SHOWN) -> Statement:
    entry = step.process.entry or share(step.process, by=None)
    assert entry is not None  # noqa: S101 (the process is announced)
    comment = add_comment(entry, by=Actor(person), text=text, at=timezone.now())
    if place == Standing.WAITING:
        comment.hidden = timezone.now()
        comment.save(update_fields=["hidden"])
    board, _is_new = Board.objects.get_or_create(step=step)
    board.last_number += 1
    board.save(update_fields=["last_number"])
    return Statement.objects.create(step=step, number=board.last_number, comment=comment, standing=place)


def running(person: Person, **options: Any) -> Step:
    """Open to everybody of the quarter."""
    title, question = "Autos im Quartier", "Wie leben wir mit den Autos in unseren Straßen?"
    step = step_for_example(
        person, "opinions", title=title, question=question, days=21, state=StepState.OPEN, options=options
    )
    example_step(step, person)
    return step


def _step(person: Person) -> dict[str, Any]:
    return {"pk": running(person).pk}


def _closed(person: Person) -> dict[str, Any]:
    step = running(person)
    step.state, step.closed = StepState.CLOSED, timezone.now()
    step.save(update_fields=["state", "closed"])
    share(step.process, by=None)
    return {"pk": step.pk}


def _waiting(person: Person) -> dict[str, Any]:
    return {"pk": _brought(running(person), person, "Tempo 30 überall.", Standing.WAITING).pk}


def _stands(person: Person) -> dict[str, Any]:
    return {"pk": Statement.objects.get(step=running(person), number=len(SEEDS) + 1).pk}


def _answer(_person: Person) -> dict[str, Any]:
    return {"number": "2", "said": "agree"}


def _statement(_person: Person) -> dict[str, Any]:
    return {"text": "Carsharing braucht feste Plätze."}


def _lines(_person: Person) -> dict[str, Any]:
    return {"lines": "Radwege zuerst.\nBusse sollen öfter fahren."}


def _reason(_person: Person) -> dict[str, Any]:
    return {"reason": "Der Satz enthält zwei Gedanken."}


def _nothing(_person: Person) -> dict[str, Any]:
    return {}


VOTES = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n0,0,1,2,1,1,1,-1\n1,1,0,1,1,0,1,\n"
COMMENTS = "comment-id,moderated,comment-body\n0,1,Mehr Bäume im Hof\n1,1,Tempo 30 überall\n"


def _polis(_person: Person) -> dict[str, Any]:
    return {
        "votes": SimpleUploadedFile("participants-votes.csv", VOTES.encode()),
        "comments": SimpleUploadedFile("comments.csv", COMMENTS.encode()),
    }


def _tables(_person: Person) -> dict[str, Any]:
    return {"votes": VOTES, "comments": COMMENTS}


CARE: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}

EXAMPLES = (
    Example(url="opinions:vote", access=Access.MEMBERS, arguments=_step, post=_answer),
    Example(url="opinions:mine", access=Access.MEMBERS, arguments=_step),
    Example(url="opinions:list", access=Access.MEMBERS, arguments=_step),
    Example(url="opinions:say", access=Access.MEMBERS, arguments=_step, post=_statement),
    Example(url="opinions:report", access=Access.MEMBERS, arguments=_step),
    Example(url="opinions:csv", access=Access.MEMBERS, arguments=_closed),
    Example(url="opinions:care", **CARE, arguments=_step, post=_lines),
    Example(url="opinions:upload", **CARE, arguments=_step, post=_polis),
    Example(url="opinions:take", **CARE, arguments=_step, post=_tables),
    Example(url="opinions:slip", **CARE, arguments=_step),
    Example(url="opinions:let", **CARE, arguments=_waiting, post=_nothing),
    Example(url="opinions:out", **CARE, arguments=_stands, post=_reason),
)
