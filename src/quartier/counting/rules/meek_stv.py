"""Meek's STV: like STV, but the surplus of the elected goes on from all ballots that reach them, again and again.

Each elected person keeps only the part of every ballot that is needed for the quota (the keep factor); the quota falls
when ballots lapse. The factors are found by repeating until nothing moves. Hill, Wichmann, Woodall: "Algorithm 123"
(1987); here as in the Proportional Representation Foundation's reference rule: nine decimals, ends below 0.000001.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from quartier.counting.election import Election, whole
from quartier.counting.lots import Lots
from quartier.counting.result import Result, Round
from quartier.counting.rules.money import seats_of
from quartier.counting.rules.places import named_votes, need_places
from quartier.counting.rules.support import Ints
from quartier.counting.sentences import Progress, Sentence, silent

ONE = 10**9  # all numbers here are whole: a vote is 1,000,000,000
SETTLED = 10**3  # 0.000001 of a vote


@dataclass
class Count:
    election: Election
    seats: int
    counts: Ints
    keep: list[int]  # of each option: what part of a ballot it keeps; 0 when it is out
    running: set[int]
    votes: list[int] = field(default_factory=list)
    quota: int = 0
    elected: list[int] = field(default_factory=list)
    places: list[tuple[Ints, Ints]] = field(default_factory=list)  # for the 1st, 2nd … place: ballots and their options


def meek_stv(
    election: Election, *, seats: int | None = None, seed: str | None = None, progress: Progress = silent
) -> Result:
    need_places(election, "meek-stv")
    lots, wanted, size = Lots(election, seed), seats_of(election, seats), len(election.options)
    counts = np.array(whole(election.ballots.values()), dtype=np.int64)
    table = Count(election, wanted, counts, [ONE] * size, set(range(size)))
    _lay_out(table)
    _distribute(table)
    if not any(table.votes):
        return Result("meek-stv", (), (), Sentence.of("No ballot names anybody: nobody is chosen."), lots)
    rounds: list[Round] = []
    while len(table.elected) < wanted and len(table.running) > wanted - len(table.elected):
        surplus, new = _settle(table)
        rounds.append(_elected(table, new) if new else _drop_last(table, surplus, lots))
        progress("counting", len(rounds) / size)
    rest = sorted(table.running) if len(table.elected) < wanted else []
    if rest:
        table.elected += rest
        says = Sentence.of("As many are left as there are seats: they are elected.")
        rounds.append(_told(table, says) | {"elected": list(election.ids(rest))})
    details: dict[str, object] = {"quota": Fraction(table.quota, ONE), "seats": wanted}
    says = Sentence.of("{elected} of {seats} seats are filled.", elected=len(table.elected), seats=wanted)
    return Result("meek-stv", election.ids(table.elected), tuple(rounds), says, lots, details)


def _lay_out(table: Count) -> None:
    """Whom each ballot names in first, second … place among those not out; it ends where a place is shared."""
    columns: list[tuple[list[int], list[int]]] = []
    for number, ballot in enumerate(table.election.ballots):
        place = 0
        for tier in ballot.tiers:
            left = [option for option in tier if table.keep[option]]
            if len(left) > 1:
                break
            if left:
                if place == len(columns):
                    columns.append(([], []))
                columns[place][0].append(number)
                columns[place][1].append(left[0])
                place += 1
    table.places = [(np.array(n, dtype=np.int64), np.array(o, dtype=np.int64)) for n, o in columns]


def _distribute(table: Count) -> None:
    """Each ballot goes from place to place; everybody keeps their part (rounded up), the rest goes on."""
    worth = np.full(len(table.counts), ONE, dtype=np.int64)
    keep = np.array(table.keep, dtype=np.int64)
    votes = np.zeros(len(table.keep), dtype=np.int64)
    for ballots, options in table.places:
        kept = (worth[ballots] * keep[options] + ONE - 1) // ONE
        np.add.at(votes, options, kept * table.counts[ballots])
        worth[ballots] -= kept
    table.votes = [int(number) for number in votes]
    table.quota = sum(table.votes) // (table.seats + 1) + 1


def _settle(table: Count) -> tuple[int, list[int]]:
    """Until somebody new has the quota, or nothing moves any more."""
    last = sum(table.votes) + 1
    while True:
        _distribute(table)
        new = [option for option in sorted(table.running) if table.votes[option] >= table.quota]
        surplus = sum(table.votes[option] - table.quota for option in table.elected + new)
        if new or surplus <= SETTLED or surplus >= last:
            return surplus, new
        last = surplus
        for option in table.elected:
            part = -(-table.keep[option] * table.quota // ONE)
            table.keep[option] = -(-part * ONE // table.votes[option])


def _elected(table: Count, new: list[int]) -> Round:
    new.sort(key=lambda option: (-table.votes[option], option))
    table.running -= set(new)
    table.elected += new
    says = Sentence.of(
        "{names}: elected, with the quota of {quota} votes.",
        names=table.election.names(new),
        quota=Fraction(table.quota, ONE),
    )
    return _told(table, says) | {"elected": list(table.election.ids(new))}


def _drop_last(table: Count, surplus: int, lots: Lots) -> Round:
    """Who is level with the last as far as nine decimals can tell is tied with them."""
    fewest = min(table.votes[option] for option in table.running)
    tied = [option for option in sorted(table.running) if table.votes[option] <= fewest + max(surplus, 0)]
    out = lots.first(tied, "the fewest votes")
    says = Sentence.of(
        "{name} has the fewest votes ({votes}) and drops out.",
        name=table.election.options[out].name,
        votes=Fraction(table.votes[out], ONE),
    )
    told = _told(table, says) | {"out": table.election.options[out].id}
    table.running.remove(out)
    table.keep[out] = 0
    _lay_out(table)
    return told


def _told(table: Count, says: Sentence) -> Round:
    votes = {option: Fraction(number, ONE) for option, number in enumerate(table.votes) if table.keep[option]}
    keep = {option: Fraction(table.keep[option], ONE) for option in table.elected}
    return {
        "votes": named_votes(table.election, votes),
        "quota": Fraction(table.quota, ONE),
        "keeps": named_votes(table.election, keep),
        "says": says,
    }
