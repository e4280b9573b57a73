"""Ballots become a result, kept as JSON with the step: enough to tell each project and each voter why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from quartier.counting.counting import count
from quartier.counting.election import Election, Kind, Option, grouped
from quartier.counting.result import Result
from quartier.counting.rules.greedy import totals_of
from quartier.counting.rules.receipts import Receipts
from quartier.counting.sentences import Progress, silent
from quartier.steps.budget.ballots import Content, as_counted
from quartier.steps.budget.rules import FEWEST_SHOWN, Rule, Rules, Sort

KINDS: dict[Sort, Kind] = {
    Sort.APPROVAL: "approval",
    Sort.CART: "approval",
    Sort.POINTS: "points",
    Sort.RANKING: "ranking",
}


def election_of(rules: Rules, kinds: Iterable[tuple[Content, int]]) -> Election:
    """`kinds`: each different ballot once, with how many cast it. Money is counted in euros: Add1 adds one euro."""
    options = tuple(Option(str(one.number), one.title, Fraction(one.cost, 100)) for one in rules.projects)
    ballots = grouped((as_counted(rules, content), Fraction(many)) for content, many in kinds)
    return Election(
        options, ballots, KINDS[rules.sort], budget=Fraction(rules.money, 100), max_length=rules.places or None
    )


def counted(
    rules: Rules, kinds: Iterable[tuple[Content, int]], *, secret: str, progress: Progress = silent
) -> dict[str, Any]:
    """Ties are drawn with the secret whose check sum was published before; it is told only if there were any."""
    kinds = list(kinds)
    election = election_of(rules, kinds)
    result = _count(rules, election, secret, progress)
    ties = [_tie(draw.order, set(result.winners)) for draw in result.lots.draws]
    lines = _lines(rules, election, result)
    return {
        "cast": int(election.voters),
        "empty": sum(many for content, many in kinds if not content),
        "spent": sum(line["cost"] for line in lines if line["place"]),
        "lines": lines,
        "ties": ties,
        "secret": secret if ties else "",
        "ballots": publishable(kinds),
        **_shares(result),
    }


def _tie(order: Sequence[str], winners: set[str]) -> dict[str, Any]:
    """A lot among projects that all come, or none of which does, is said, but decided nothing between them."""
    chosen = sum(one in winners for one in order)
    return {"order": [int(one) for one in order], "decides": 0 < chosen < len(order)}


def publishable(kinds: Iterable[tuple[Content, int]]) -> list[list[Any]] | None:
    """All ballots, if each was cast alike by at least five; else none of them.

    A list of projects is like a fingerprint: whoever knows two of somebody's crosses would find that ballot, and read the others.
    Leaving out the rare ones alone wouldn't help: what is missing to the sums would tell them.
    """
    found = list(kinds)
    if not found or any(many < FEWEST_SHOWN for _content, many in found):
        return None
    return sorted(([content, many] for content, many in found), key=repr)


def _count(rules: Rules, election: Election, secret: str, progress: Progress) -> Result:
    choices: dict[str, Any] = {"utility": rules.utility.value} if rules.rule is Rule.EQUAL_SHARES else {}
    return count(election, rules.rule.value, seed=secret, progress=progress, **choices)


def _shares(result: Result) -> dict[str, Any]:
    """Of Equal Shares: what each ballot had at first and in the end, and which projects were bought at which price."""
    receipts = result.receipts
    if not isinstance(receipts, Receipts):
        return {"start": "0", "each": "0", "steps": 0, "bought": []}
    options = receipts.election.options
    bought = [[int(options[one.option].id), str(one.price)] for one in receipts.run.purchases]
    start, each = (str(result.details[name]) for name in ("start", "each"))
    return {"start": start, "each": each, "steps": result.details["steps"], "bought": bought}


def _lines(rules: Rules, election: Election, result: Result) -> list[dict[str, Any]]:
    """Each project in the order of the ballot paper. `place`: as how manieth it was chosen, 0 if it wasn't."""
    votes, totals = [0] * len(election.options), totals_of(election)
    for options, many in election.approvals():
        for option in options:
            votes[option] += int(many)
    places = {number: place for place, number in enumerate(result.winners, start=1)}
    told = _told(result)
    return [
        {
            "key": one.key,
            "number": one.number,
            "title": one.title,
            "cost": one.cost,
            "votes": votes[index],
            "points": int(totals[index]),
            "place": places.get(str(one.number), 0),
            **told.get(one.number, {}),
        }
        for index, one in enumerate(rules.projects)
    ]


def _told(result: Result) -> dict[int, dict[str, Any]]:
    """Who paid how much, and what was missing: exact, as text."""
    if isinstance(result.receipts, Receipts):
        names = ("price", "payers", "gave_all", "left", "missing")
        projects = result.receipts.projects()
        return {int(str(one["id"])): {name: _kept(one[name]) for name in names if name in one} for one in projects}
    return {
        int(str(one["option"])): {"missing": str(Fraction(str(one["cost"])) - Fraction(str(one["left"])))}
        for one in result.rounds
        if not one["chosen"]
    }


def _kept(value: object) -> object:
    return str(value) if isinstance(value, Fraction) else value


def payments(rules: Rules, tally: dict[str, Any], content: Content) -> dict[int, Fraction]:
    """What one ballot paid for which project, in euros: from the prices that all paid, so nothing is counted again."""
    scores = dict(next(election_of(rules, [(content, 1)]).scores(), ({}, None))[0])
    left, paid = Fraction(tally["each"]), {}
    for number, price in tally["bought"]:
        if weight := scores.get(number - 1):
            paid[number] = min(left, Fraction(price) * weight)
            left -= paid[number]
    return paid
