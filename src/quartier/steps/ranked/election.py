"""Ballots as the counting understands them. Names stay outside: an option is called by its key, so a count holds no name."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from quartier.counting.election import Ballot, Election, Option, grouped
from quartier.steps.ranked.rules import Paper, Rules

KINDS = {Paper.PLACES: "ranking", Paper.POINTS: "points", Paper.CROSSES: "approval"}
Pattern = tuple[dict[str, int], int]  # a ballot as `checked` gives it, and how many there are


def election_of(rules: Rules, patterns: Iterable[Pattern]) -> Election:
    """Of those who still stand; who withdrew is left out, and the ballots close up."""
    numbers = {choice.key: number for number, choice in enumerate(rules.standing)}
    options = tuple(Option(key, key) for key in numbers)
    ballots = grouped((_ballot(rules.paper, numbers, ballot), Fraction(count)) for ballot, count in patterns)
    return Election(options, ballots, KINDS[rules.paper], seats=rules.places)  # type: ignore[arg-type]


def _ballot(paper: Paper, numbers: dict[str, int], ballot: dict[str, int]) -> Ballot:
    given = {numbers[key]: value for key, value in ballot.items() if key in numbers}
    if not given:
        return Ballot(())
    if paper is Paper.PLACES:
        places = sorted(set(given.values()))
        return Ballot(tuple(tuple(sorted(o for o, place in given.items() if place == each)) for each in places))
    options = tuple(sorted(given))
    points = tuple(Fraction(given[option]) for option in options) if paper is Paper.POINTS else ()
    return Ballot((options,), points)
