"""Counts a ranked vote: from kinds of ballots and how many of each, to who is chosen and how it came to that. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from fractions import Fraction
from math import ceil
from typing import Any

from quartier.counting.counting import count
from quartier.counting.election import Election
from quartier.counting.files.blt import write_blt
from quartier.counting.result import Result
from quartier.counting.sentences import Progress, Sentence, exact, silent
from quartier.steps.ranked.election import Pattern, election_of
from quartier.steps.ranked.rules import FEWEST_SHOWN, Paper, Rule, Rules

Kept = Any  # what JSON can hold: fractions as text, sentences as template and values


@dataclass(frozen=True, kw_only=True)
class Tally:
    """As it is kept with the step. Candidates are keys; numbers are exact: 3, "905.13482" or "1/3"."""

    rule: str
    cast: int = 0
    empty: int = 0  # took part and chose nobody
    invalid: int = 0  # written by a wrong programme, not counted
    eligible: int = 0
    quorum: int = 0
    seats: int = 1
    winners: list[str] = field(default_factory=list)
    rounds: list[dict[str, Kept]] = field(default_factory=list)
    totals: dict[str, Kept] = field(default_factory=dict)  # first places, points or crosses
    pairs: dict[str, Kept] = field(default_factory=dict)  # "c1>c2": how many put the one above the other
    needed: Kept = None  # the quota of a transferable vote
    draws: list[dict[str, Kept]] = field(default_factory=list)
    seed: str = ""  # told only where lots were drawn
    out: list[str] = field(default_factory=list)
    ballots: str = ""  # a .blt file, only where at least five people filled in each kind of ballot alike

    @property
    def reached_quorum(self) -> bool:
        return self.cast >= self.quorum

    @property
    def is_small(self) -> bool:
        return 0 < self.cast < FEWEST_SHOWN

    @property
    def is_decided(self) -> bool:
        return bool(self.winners)


def tallied(
    rules: Rules,
    patterns: Iterable[Pattern],
    *,
    eligible: int,
    seed: str,
    invalid: int = 0,
    progress: Progress = silent,
) -> Tally:
    """`patterns`: valid ballots as `checked` gives them."""
    kinds = list(patterns)
    election = election_of(rules, kinds)
    cast = sum(number for _ballot, number in kinds)
    said: dict[str, Any] = {
        "rule": rules.rule.value,
        "cast": cast,
        "empty": int(sum(number for ballot, number in election.ballots.items() if not ballot.tiers)),
        "invalid": invalid,
        "eligible": eligible,
        "quorum": quorum_of(rules, eligible),
        "out": [choice.key for choice in rules.choices if choice.is_out],
        "seats": min(rules.places, len(election.options)) or 1,
    }
    if said["empty"] == cast or cast < said["quorum"] or not election.options:
        return Tally(**said)
    result = count(election, rules.rule.value, seats=said["seats"], seed=seed, progress=progress)
    if cast < FEWEST_SHOWN:  # who voted how could be read from the count of so few: it isn't even kept
        return Tally(**said, **_outcome(result, seed))
    way = {**_way(result), "totals": totals_of(rules, election), "ballots": _file(rules, election)}
    return Tally(**said, **_outcome(result, seed), **way)


def quorum_of(rules: Rules, eligible: int) -> int:
    """How many have to vote; a percentage says nothing where nobody knows how many may."""
    return max(rules.quorum_number, ceil(rules.quorum_percent * eligible / 100))


def totals_of(rules: Rules, election: Election) -> dict[str, Kept]:
    totals = {option.id: Fraction(0) for option in election.options}
    for ballot, number in election.ballots.items():
        if rules.paper is Paper.PLACES:
            first = ballot.tiers[0] if ballot.tiers else ()
            if len(first) == 1:
                totals[election.options[first[0]].id] += number
            continue
        points = ballot.points or (Fraction(1),) * len(ballot.named)
        for option, given in zip(ballot.named, points, strict=True):
            totals[election.options[option].id] += given * number
    return {key: exact(total) for key, total in totals.items()}


def _outcome(result: Result, seed: str) -> dict[str, Any]:
    draws = [{"what": one.what, "order": list(one.order), "lots": list(one.lots)} for one in result.lots.draws]
    return {"winners": list(result.winners), "draws": draws, "seed": seed if draws else ""}


def _way(result: Result) -> dict[str, Any]:
    return {
        "rounds": [_kept(one) for one in result.rounds],
        "pairs": _kept(result.details.get("pairwise", {})),
        "needed": _kept(result.details.get("quota")),
    }


def _file(rules: Rules, election: Election) -> str:
    """A rare order of preferences is like a signature; so all of them, or none."""
    if rules.paper is not Paper.PLACES or any(number < FEWEST_SHOWN for number in election.ballots.values()):
        return ""
    return write_blt(election, rules.places)


def _kept(value: object) -> Kept:
    if isinstance(value, Sentence):
        return {"template": value.template, "values": {name: _kept(one) for name, one in value.values.items()}}
    if isinstance(value, Fraction):
        return exact(value)
    if isinstance(value, Mapping):
        return {str(key): _kept(one) for key, one in value.items()}
    return [_kept(one) for one in value] if isinstance(value, (list, tuple)) else value


def to_json(tally: Tally) -> dict[str, Any]:
    return asdict(tally)


def from_json(said: Mapping[str, Any], rule: Rule) -> Tally:
    """Of a vote that was never opened, and so has nothing counted: nobody voted."""
    known = {item.name for item in fields(Tally)}
    return Tally(**{"rule": rule.value, **{name: value for name, value in said.items() if name in known}})
