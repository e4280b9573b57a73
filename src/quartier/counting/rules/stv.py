"""Single transferable vote: every ballot is one vote that is never lost as long as it names somebody.

Whoever reaches the quota is elected; what is above the quota goes on to the next choices, each ballot with the same part
of its worth (weighted inclusive Gregory method). When nobody has anything to hand on, the last drops out.

`scottish_stv` follows The Scottish Local Government Elections Order 2007, rules 45 to 52: worths are cut off after five
decimals. `stv` is the same count with exact fractions: nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from quartier.counting.election import Ballot, Election
from quartier.counting.lots import Lots
from quartier.counting.result import Result, Round
from quartier.counting.rules.instant_runoff import choice_of
from quartier.counting.rules.money import seats_of
from quartier.counting.rules.places import highest, lowest, named_votes, need_places
from quartier.counting.sentences import Progress, Sentence, silent

Cut = Callable[[Fraction], Fraction]


def stv(
    election: Election, *, seats: int | None = None, seed: str | None = None, progress: Progress = silent
) -> Result:
    return _count(
        election, "stv", seats_of(election, seats), Lots(election, seed), cut=lambda worth: worth, progress=progress
    )


def scottish_stv(
    election: Election, *, seats: int | None = None, seed: str | None = None, progress: Progress = silent
) -> Result:
    lots = Lots(election, seed)
    return _count(election, "scottish-stv", seats_of(election, seats), lots, cut=five_decimals, progress=progress)


def five_decimals(worth: Fraction) -> Fraction:
    return Fraction(floor(worth * 100_000), 100_000)


def quota_of(voters: Fraction, seats: int) -> Fraction:
    """Droop's quota: the smallest whole number that only as many can reach as there are seats."""
    return Fraction(floor(voters / (seats + 1)) + 1)


@dataclass
class Parcel:
    """Identical ballots on a candidate's pile, each of them worth the same."""

    ballot: Ballot
    count: Fraction
    worth: Fraction


@dataclass
class Count:
    """The table on which the papers lie."""

    election: Election
    seats: int
    quota: Fraction
    running: set[int]
    piles: dict[int, list[Parcel]]
    votes: dict[int, Fraction]
    elected: list[int] = field(default_factory=list)
    to_hand_on: list[int] = field(default_factory=list)  # elected, their surplus still on the pile
    lapsed: Fraction = Fraction(0)  # the worth of ballots that name nobody any more
    history: list[dict[int, Fraction]] = field(default_factory=list)

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)


def _count(election: Election, rule: str, seats: int, lots: Lots, *, cut: Cut, progress: Progress) -> Result:
    need_places(election, rule)
    valid = sum((count for ballot, count in election.ballots.items() if ballot.tiers), Fraction(0))
    if not valid:
        return Result(rule, (), (), Sentence.of("No ballot names anybody: nobody is chosen."), lots)
    table = _lay_out(election, seats, quota_of(valid, seats))
    rounds: list[Round] = [_told(table, Sentence.of("The first choices are counted.")) | {"elected": _elect(table)}]
    while table.vacancies > 0 and len(table.running) > table.vacancies:
        table.history.append(dict(table.votes))
        if table.to_hand_on:
            rounds.append(_hand_on_surplus(table, lots, cut))
        else:
            rounds.append(_drop_last(table, lots))
        progress("counting", len(rounds) / (2 * len(election.options)))
    rest = sorted(table.running) if table.vacancies > 0 else []
    if rest:
        table.elected += rest
        says = Sentence.of("As many are left as there are seats: they are elected.")
        rounds.append(_told(table, says) | {"elected": list(election.ids(rest))})
    details: dict[str, object] = {"quota": table.quota, "seats": seats, "voters": valid}
    says = Sentence.of("{elected} of {seats} seats are filled.", elected=len(table.elected), seats=seats)
    return Result(rule, election.ids(table.elected), tuple(rounds), says, lots, details)


def _lay_out(election: Election, seats: int, quota: Fraction) -> Count:
    everybody = set(range(len(election.options)))
    table = Count(
        election, seats, quota, everybody, {o: [] for o in everybody}, dict.fromkeys(sorted(everybody), Fraction(0))
    )
    for ballot, count in election.ballots.items():
        if ballot.tiers:
            _put(table, Parcel(ballot, count, Fraction(1)))
    return table


def _put(table: Count, parcel: Parcel) -> None:
    """Onto the pile of its next choice."""
    choice = choice_of(parcel.ballot, table.running)
    if choice is None:
        table.lapsed += parcel.count * parcel.worth
    else:
        table.piles[choice].append(parcel)
        table.votes[choice] += parcel.count * parcel.worth


def _elect(table: Count) -> list[str]:
    """Everybody who has the quota now, the most votes first."""
    reached = [option for option in table.running if table.votes[option] >= table.quota]
    reached.sort(key=lambda option: (-table.votes[option], option))
    for option in reached:
        table.running.remove(option)
        table.elected.append(option)
        if table.votes[option] > table.quota:
            table.to_hand_on.append(option)
    return list(table.election.ids(reached))


def _hand_on_surplus(table: Count, lots: Lots, cut: Cut) -> Round:
    option = highest(table.votes, table.to_hand_on, table.history, lots)
    table.to_hand_on.remove(option)
    votes, surplus = table.votes[option], table.votes[option] - table.quota
    parcels, table.piles[option], table.votes[option] = table.piles[option], [], table.quota
    for parcel in parcels:
        _put(table, Parcel(parcel.ballot, parcel.count, cut(surplus * parcel.worth / votes)))
    says = Sentence.of(
        "{name} has {surplus} votes more than needed; they go on to the next choices.",
        name=table.election.options[option].name,
        surplus=surplus,
    )
    return _told(table, says) | {"from": table.election.options[option].id, "elected": _elect(table)}


def _drop_last(table: Count, lots: Lots) -> Round:
    option = lowest(table.votes, table.running, table.history, lots)
    votes = table.votes[option]
    table.running.remove(option)
    parcels, table.piles[option], table.votes[option] = table.piles[option], [], Fraction(0)
    for parcel in parcels:
        _put(table, parcel)
    says = Sentence.of(
        "{name} has the fewest votes ({votes}) and drops out; these ballots go on to their next choice.",
        name=table.election.options[option].name,
        votes=votes,
    )
    told = _told(table, says) | {"out": table.election.options[option].id}
    # Rule 52: when only as many are left as there are seats, they are elected together, whoever has the quota.
    return told | {"elected": [] if len(table.running) <= table.vacancies else _elect(table)}


def _told(table: Count, says: Sentence) -> Round:
    votes = dict(table.votes)
    whole = table.lapsed + sum(votes.values(), Fraction(0))
    voters = sum((count for ballot, count in table.election.ballots.items() if ballot.tiers), Fraction(0))
    return {
        "votes": named_votes(table.election, votes),
        "lapsed": table.lapsed,
        "cut_off": voters - whole,
        "says": says,
    }
