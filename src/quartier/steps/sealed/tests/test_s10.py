"""Promise S10: wrong ballots are refused, an independent tool agrees, and nobody who has everything the server has links a vote."""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.core import serializers

from quartier.api import Actor, Person, Refused
from quartier.api.processes import Ballot
from quartier.api.testing import neighbour
from quartier.steps.sealed import actions
from quartier.steps.sealed.belenios.group import P, Q
from quartier.steps.sealed.models import Election, Keeper
from quartier.steps.sealed.queries import archive_of, in_box
from quartier.steps.sealed.tests.tool import needs_tool, verifies
from quartier.steps.sealed.tests.votes import BENCHES, LIGHT, NONE, TREES, SecretVote

pytestmark = [pytest.mark.django_db, pytest.mark.long]
CHOICES, SEED = [BENCHES, TREES, LIGHT, NONE], 20260711


def numbers_in(said: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where in a ballot a number stands."""
    if isinstance(said, dict):
        return [found for name, value in said.items() for found in numbers_in(value, (*path, name))]
    if isinstance(said, list):
        return [found for place, value in enumerate(said) for found in numbers_in(value, (*path, place))]
    return [path] if isinstance(said, str) and said.isdigit() else []


def changed(text: str, path: tuple[Any, ...], value: str) -> str:
    said = json.loads(text)
    inner = said
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return json.dumps(said, separators=(",", ":"))


def wrong_ballots(vote: SecretVote, other: SecretVote, cast: list[str], chance: random.Random) -> list[str]:
    """Every number of a ballot changed in two ways, foreign ballots, and those that lie in the box already."""
    text = vote.sealed(5, TREES)
    paths = numbers_in(json.loads(text))
    wrong = []
    for path in paths:
        number = int(_at(text, path))
        bounds = Q if path[-1] in {"challenge", "response"} else P
        wrong += [changed(text, path, str((number + 1) % bounds)), changed(text, path, str(bounds - number))]
    for _each in range(120):  # a letter anywhere
        place = chance.randrange(len(text))
        wrong.append(text[:place] + ("8" if text[place] == "7" else "7") + text[place + 1 :])
    wrong += [other.sealed(card, chosen) for card, chosen in enumerate(CHOICES)]
    return [*wrong, *cast]


def _at(text: str, path: tuple[Any, ...]) -> Any:
    found = json.loads(text)
    for step in path:
        found = found[step]
    return found


def test_two_hundred_tampered_foreign_and_repeated_ballots_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(SEED)
    vote, other = SecretVote(keys=2), SecretVote(keys=2)
    people = [neighbour(f"N{each}", "Nachbar") for each in range(6)]
    vote.open()
    other.open()
    cast = [vote.vote(person, card, TREES) for card, person in enumerate(people[:5])]
    wrong = wrong_ballots(vote, other, cast, chance)
    for text in wrong:
        with pytest.raises(Refused):
            actions.vote(vote.step, by=Actor(people[5]), text=text)
    with capsys.disabled():
        print(f"\n{len(wrong)} wrong ballots refused")
    assert len(wrong) >= 200
    assert Ballot.objects.filter(step=vote.step).count() == 5


@needs_tool
def test_two_hundred_ballots_and_three_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole way; whoever has the database before and after the end, without keys, guesses no vote better than chance."""
    chance = random.Random(SEED)
    vote = SecretVote(cards_made=200)
    people = [neighbour(f"N{each}", "Nachbar") for each in range(200)]
    vote.open()
    chosen = [chance.choice(CHOICES) for _person in people]
    texts = [vote.sealed(card, one) for card, one in enumerate(chosen)]
    begun, worked = time.perf_counter(), time.process_time()
    for person, text in zip(people, texts, strict=True):
        actions.vote(vote.step, by=Actor(person), text=text)
    cast, work = time.perf_counter() - begun, time.process_time() - worked
    before = {ballot.person_id: bytes(ballot.sealed or b"").decode() for ballot in Ballot.objects.all()}
    vote.close()
    vote.open_box()
    election = vote.election
    sums = [sum(column) for column in zip(*chosen, strict=True)]
    assert election.result == sums
    begun = time.perf_counter()
    assert verifies(archive_of(vote.step, election), election.uuid, tmp_path)
    with capsys.disabled():
        print(
            f"\n200 ballots: cast and checked in {cast:.1f} s ({work:.1f} s of CPU), verified in {time.perf_counter() - begun:.1f} s by belenios-tool"
        )
    assert not Ballot.objects.exists()
    _nothing_links(people, chosen, before, election)


def _nothing_links(people: list[Person], chosen: list[list[int]], before: dict[Any, str], election: Election) -> None:
    """What an attacker may try who has a back-up from during the vote, the database of afterwards, but no key."""
    rows = serializers.serialize("json", [*Election.objects.all(), *Keeper.objects.all()])
    assert not any(f'"{person.pk}"' in rows for person in people)
    box = in_box(election)
    assert box == sorted(box)  # the order is that of the ballots' own letters
    place = {text: number for number, text in enumerate(box)}
    order = [place[before[person.pk]] for person in people]
    rising = sum(one < two for one, two in pairwise(order))
    assert (
        60 < rising < 140
    )  # whoever voted later lies no later in the box: 100 is chance, 40 from it are ten deviations
    ballots = [before[person.pk] for person in people]
    assert len({re.sub("[0-9]+", "0", text) for text in ballots}) == 1  # all are built alike
    alphas = [alpha for text in ballots for alpha in re.findall('"alpha":"([0-9]+)"', text)]
    assert len(set(alphas)) == len(alphas) == len(people) * len(chosen[0])  # nothing encrypted is ever the same twice
    for clue in CLUES:
        assert _guessed(ballots, chosen, clue) < MOST_GUESSED


def _guessed(ballots: list[str], chosen: list[list[int]], clue: Callable[[str], int]) -> float:
    """Learns from one half what goes with which choice, and guesses the other half: 0.25 is chance, 0.045 a deviation."""
    known: dict[int, Counter[int]] = {}
    half = len(ballots) // 2
    for text, one in zip(ballots[:half], chosen[:half], strict=True):
        known.setdefault(clue(text), Counter())[CHOICES.index(one)] += 1
    usual = Counter(CHOICES.index(one) for one in chosen[:half])
    guesses = [known.get(clue(text), usual).most_common(1)[0][0] for text in ballots[half:]]
    return sum(guess == CHOICES.index(one) for guess, one in zip(guesses, chosen[half:], strict=True)) / half


def _betas(text: str) -> list[int]:
    return [int(beta) for beta in re.findall('"beta":"([0-9]+)"', text)]


CLUES: tuple[Callable[[str], int], ...] = (
    len,
    lambda text: _betas(text)[1] % 3,
    lambda text: max(range(4), key=lambda place: _betas(text)[place]),
    lambda text: min(range(4), key=lambda place: _betas(text)[place]),
    lambda text: sum(_betas(text)) % 7,
    lambda text: crc32(text.encode()) % 5,
)
MOST_GUESSED = 0.55
