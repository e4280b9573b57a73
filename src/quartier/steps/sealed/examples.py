"""An example for each address: the suites over all modules open and post them. Its keys are no secret, and quick to reckon with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from typing import Any

from django.utils import timezone

from quartier.api import Access, Example, Person, share
from quartier.api.processes import START_PROCESS, Step, StepState, step_for_example
from quartier.steps.sealed.belenios.ballots import make_ballot, pairs_of
from quartier.steps.sealed.belenios.elections import read_election
from quartier.steps.sealed.belenios.group import G, compact, power
from quartier.steps.sealed.belenios.keys import add_up, public_half, read_tally, share_of, tally_text
from quartier.steps.sealed.models import Election, Keeper
from quartier.steps.sealed.preparing import open_vote
from quartier.steps.sealed.queries import packed
from quartier.steps.sealed.terms import SealedOptions

SECRETS = (3, 5)
CARDS = (11, 13, 17, 19, 23, 29)
ANSWERS = ["Ayşe Demir", "Jonas Weber", "Mia Kowalski"]


def prepare(step: Step, person: Person) -> None:
    """What an open vote needs to be looked at."""
    step.options = asdict(SealedOptions(answers=ANSWERS))
    step.save(update_fields=["options"])
    election = Election.objects.create(
        step=step, uuid="Examp1eEAn7wrg", card_maker=person, cards=_cards(), cards_count=len(CARDS)
    )
    people = [person, None]
    Keeper.objects.bulk_create(
        Keeper(election=election, number=number, person=whose, key=_half(secret))
        for number, (secret, whose) in enumerate(zip(SECRETS, people, strict=True), 1)
    )
    open_vote(step)


def a_planned_vote(person: Person) -> Step:
    title, question = "Wer spricht für unser Haus?", "Wen wählen wir als Haussprecherin oder Haussprecher?"
    step = step_for_example(person, "sealed", title=title, question=question)
    prepare(step, person)
    return step


def an_open_vote(person: Person) -> Step:
    step = a_planned_vote(person)
    step.state, step.opened = StepState.OPEN, timezone.now()
    step.save(update_fields=["state", "opened"])
    share(step.process, by=None)
    return step


def a_closed_vote(person: Person) -> Step:
    """The box waits for its keys."""
    step = an_open_vote(person)
    election = Election.objects.get(step=step)
    ballots = [sealed(election.text, card, (0, 1, 0, 0)) for card in CARDS]
    election.box, election.count = packed(sorted(ballots)), len(ballots)
    election.tally = _tally(tuple(ballots))
    election.save(update_fields=["box", "count", "tally"])
    step.state, step.closed = StepState.CLOSED, timezone.now()
    step.save(update_fields=["state", "closed"])
    share(step.process, by=None)
    return step


@cache
def sealed(text: str, card: int, chosen: tuple[int, ...]) -> str:
    """Kept: a ballot takes a tenth of a second to seal, and each test of these pages wants six of the same election."""
    return make_ballot(read_election(text), card, chosen)


@cache
def _half(secret: int) -> str:
    return public_half(secret)


@cache
def _tally(ballots: tuple[str, ...]) -> str:
    return tally_text(add_up([pairs_of(text) for text in ballots], 4))


@cache
def _cards() -> list[str]:
    return [str(card) for card in sorted(power(G, card) for card in CARDS)]


def _of(make: Callable[[Person], Step], **more: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": make(person).pk, **more}


def _said(**said: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: said


def _a_ballot(_person: Person) -> dict[str, Any]:
    election = Election.objects.order_by("-pk").only("text").first()
    return {"text": sealed(election.text, CARDS[0], (0, 0, 1, 0)) if election else ""}


def _a_share(_person: Person) -> dict[str, Any]:
    election = Election.objects.exclude(tally="").order_by("-pk").first()
    if election is None:
        return {"text": ""}
    return {"text": share_of(SECRETS[0], read_election(election.text), read_tally(election.tally))}


def _a_key(_person: Person) -> dict[str, Any]:
    return {"text": public_half(7)}


def _some_cards(_person: Person) -> dict[str, Any]:
    return {"text": compact(_cards())}


MANAGED: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}
RULES = {"answers": "Ja\nNein", "least": "1", "most": "1", "may_be_blank": "on", "places": "1"}
NAMES = {"keepers": "Ayşe Demir\nJonas Weber", "card_maker": "Mia Kowalski"}

EXAMPLES = (
    Example(url="sealed:cast", access=Access.MEMBERS, arguments=_of(an_open_vote), post=_a_ballot),
    Example(url="sealed:check", access=Access.MEMBERS, arguments=_of(a_closed_vote)),
    Example(url="sealed:archive", access=Access.MEMBERS, arguments=_of(a_closed_vote)),
    Example(url="sealed:key", access=Access.OWNER, arguments=_of(a_planned_vote, number=1), post=_a_key),
    Example(url="sealed:key", access=Access.OWNER, arguments=_of(a_closed_vote, number=1), post=_a_share),
    Example(url="sealed:cards", access=Access.OWNER, arguments=_of(a_planned_vote), post=_some_cards),
    Example(url="sealed:set_up", arguments=_of(a_planned_vote), **MANAGED),
    Example(url="sealed:rules", arguments=_of(a_planned_vote), post=_said(**RULES), **MANAGED),
    Example(url="sealed:people", arguments=_of(a_planned_vote), post=_said(**NAMES), **MANAGED),
    Example(url="sealed:slip", arguments=_of(a_planned_vote), **MANAGED),
    Example(url="sealed:give_up", arguments=_of(a_closed_vote), post=_said(), **MANAGED),
)
