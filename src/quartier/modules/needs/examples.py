"""An example for each address: the suites over all modules open and post them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from quartier.api import Access, Example, Person, share
from quartier.api.processes import START_PROCESS, Process, ProcessState, Proposal, Step, StepState
from quartier.modules.needs.models import Outcome, Review, Verdict
from quartier.modules.needs.terms import REVIEW, ROUND

LEADS: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}


def a_round(person: Person, *, template: str = ROUND) -> Process:
    """Its last step is over: now it is decided."""
    now = timezone.now()
    process = Process.objects.create(
        author=person, title="Was braucht unser Quartier?", question="Was fehlt dir hier?", template=template,
        state=ProcessState.WAITING, answer_due=now + timedelta(days=14), seed="0" * 32,
    )  # fmt: skip
    Step.objects.create(
        process=process, kind="gather", order=1, opens=now - timedelta(days=28), closes=now, state=StepState.CLOSED,
        closed=now, is_for_all=True,
    )  # fmt: skip
    share(process, by=None)
    return process


def a_need(person: Person, *, decided: bool = False) -> Proposal:
    need = Proposal.objects.create(author=person, process=a_round(person), title="Mir fehlt ein Ort zum Werkeln")
    need.authors.create(person=person)
    need.hands.create(person=person)
    share(need, by=None)
    if decided:
        Verdict.objects.create(proposal=need, outcome=Outcome.REJECTED, reason="Der Raum fehlt noch.", by=person)
    return need


def _a_finished_round(person: Person) -> dict[str, Any]:
    return {"pk": a_need(person, decided=True).process_id}


def _need(person: Person) -> dict[str, Any]:
    return {"pk": a_need(person).pk}


def _decided(person: Person) -> dict[str, Any]:
    return {"pk": a_need(person, decided=True).pk}


def _review(person: Person) -> dict[str, Any]:
    process = a_round(person, template=REVIEW)
    Review.objects.filter(slug="board", stays=None).update(stays=True)  # of a module there is one at a time
    Review.objects.create(process=process, slug="board")
    return {"pk": process.pk}


def _next_year() -> str:
    return (timezone.localdate() + timedelta(days=300)).isoformat()


def _adopting(person: Person) -> dict[str, Any]:
    return {"slug": "board", "caretakers": [str(person.pk)], "review": _next_year(), "reason": "Alle wollen es."}


def _project(_person: Person) -> dict[str, Any]:
    hand = Proposal.objects.filter(hands__isnull=False).order_by("-pk")[0].hands.all()[0].person_id
    return {"name": "Werkstatt", "people": [str(hand)]}


EXAMPLES = (
    Example(url="needs:home", access=Access.ANYBODY),
    Example(url="needs:begin", post=lambda _person: {"title": "Was braucht unser Quartier?"}, **LEADS),
    Example(url="needs:decide", arguments=_a_finished_round, post=lambda _person: {"text": "Danke!"}, **LEADS),
    Example(url="needs:adopt", arguments=_need, post=_adopting, **LEADS),
    Example(url="needs:project", arguments=_need, post=_project, **LEADS),
    Example(url="needs:reject", arguments=_need, post=lambda _person: {"reason": "Der Raum fehlt noch."}, **LEADS),
    Example(url="needs:decision", access=Access.MEMBERS, arguments=_decided),
    Example(url="needs:ask_again", arguments=lambda _person: {"slug": "board"}, post=lambda _person: {}, **LEADS),
    Example(
        url="needs:review", arguments=_review, **LEADS,
        post=lambda _person: {"stays": "no", "reason": "Niemand nutzt es.", "until": ""},
    ),
)  # fmt: skip
