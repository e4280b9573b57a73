"""Two secret votes of the made-up quarter: one is open, one was opened with three keys. Keys and cards are made up too: no secret."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from quartier.api import Actor
from quartier.api.demo import Cast, Said, play_votes, voters_of
from quartier.api.processes import (
    ProcessTemplate,
    Step,
    StepPlan,
    announce_process,
    open_now,
    start_process,
)
from quartier.steps.sealed.actions import give_share, vote
from quartier.steps.sealed.belenios.ballots import make_ballot
from quartier.steps.sealed.belenios.elections import read_election
from quartier.steps.sealed.belenios.group import G, Q, compact, power
from quartier.steps.sealed.belenios.keys import public_half, read_tally, secret_of_card, share_of
from quartier.steps.sealed.models import Election
from quartier.steps.sealed.preparing import choose, give_cards, give_key, name_people

TEXTS = Path(__file__).parent
CARDS = (
    "ZjA-RWx-vMd-Tbm-xqW", "HsC-Pet-YC2-qYB-ntN", "auN-MvE-ewP-YZo-iAZ", "8SM-Jmw-ETe-VnV-a7D",
    "rxP-WhP-JcX-2px-21g", "L8p-RA2-aRR-o86-uhX", "TcW-MRV-fCQ-q5j-TF8", "Jvg-bv1-dk9-yKS-Ga4",
)  # fmt: skip
KEEPERS, CARD_MAKER = ("Mia Kowalski", "Helga Brandt", "Horst Pohl"), "Clara Winter"


def demo() -> None:
    play_votes(TEXTS, "sealed.once", opened=_opened, voted=_vote, ended=_open_box)


def _opened(said: Said, cast: Cast, by: Actor, begins: datetime) -> Step:
    template = ProcessTemplate(
        name="sealed.once", label="", summary="", steps=(StepPlan(kind="sealed", days=said["days"]),), answer_days=21
    )
    words = {name: said[name] for name in ("title", "question", "text")}
    process = start_process(template, by=by, begins=begins, place=None, **words)
    step = process.steps.get(order=1)
    choose(step, by=by, answers=said["answers"])
    name_people(step, by=by, keepers=[cast.person(name) for name in KEEPERS], card_maker=cast.person(CARD_MAKER))
    for number, name in enumerate(KEEPERS, 1):
        give_key(step, number, by=Actor(cast.person(name)), text=public_half(_secret(name)))
    uuid = Election.objects.get(step=step).uuid
    halves = [str(power(G, secret_of_card(card, uuid))) for card in CARDS]
    give_cards(step, by=Actor(cast.person(CARD_MAKER)), text=compact(halves))
    announce_process(process, by=by)
    open_now(step, by=by)
    step.refresh_from_db()
    return step


def _vote(step: Step, said: Said) -> None:
    """`votes`: how many made which crosses. The first two cards are left for you."""
    election = read_election(Election.objects.get(step=step).text)
    chosen = [crosses for number, crosses in said["votes"] for _each in range(number)]
    for person, card, crosses in zip(voters_of(step, said), CARDS[2:], chosen, strict=False):
        text = make_ballot(election, secret_of_card(card, election.uuid), crosses)
        vote(step, by=Actor(person), text=text)


def _open_box(step: Step, said: Said, cast: Cast, by: Actor) -> None:
    election = Election.objects.get(step=step)
    sums = read_tally(election.tally)
    for number, name in enumerate(KEEPERS, 1):
        text = share_of(_secret(name), read_election(election.text), sums)
        give_share(step, number, by=Actor(cast.person(name)), text=text)


def _secret(name: str) -> int:
    """The same at each filling: so is the key of the box, whose powers are reckoned once."""
    return int.from_bytes(sha256(name.encode()).digest(), "big") % Q
