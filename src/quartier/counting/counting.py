"""All rules by name, and one call that counts: `count(read_election(file), "equal-shares")`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quartier.counting.election import Election, whole
from quartier.counting.result import CannotCount, Result
from quartier.counting.rules.equal_shares import equal_shares
from quartier.counting.rules.greedy import greedy
from quartier.counting.rules.instant_runoff import instant_runoff
from quartier.counting.rules.meek_stv import meek_stv
from quartier.counting.rules.most_votes import approval, plurality, score
from quartier.counting.rules.phragmen import phragmen
from quartier.counting.rules.schulze import schulze
from quartier.counting.rules.stv import scottish_stv, stv
from quartier.counting.sentences import Progress, exact, silent

MOST_VOTES = 4 * 10**9  # Meek's rule reckons each with nine decimals in 64 bits


@dataclass(frozen=True)
class Rule:
    """`spends`: with a budget and no seats it chooses projects as long as the money lasts."""

    name: str
    summary: str
    count: Callable[..., Result]
    spends: bool = False


RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("equal-shares", "the money belongs to all ballots in equal parts", equal_shares, True),
        Rule("greedy", "the most votes first, as long as the money lasts", greedy, True),
        Rule("approval", "whoever has the most crosses", approval, True),
        Rule("score", "whoever has the most points", score, True),
        Rule("plurality", "whoever stands first most often", plurality, True),
        Rule("irv", "the last drops out until somebody has more than half", instant_runoff),
        Rule("stv", "seats in proportion, exact fractions", stv),
        Rule("scottish-stv", "seats in proportion, as in Scottish councils", scottish_stv),
        Rule("meek-stv", "seats in proportion, surpluses found by repetition", meek_stv),
        Rule("schulze", "everybody compared with everybody", schulze),
        Rule("phragmen", "loads shared among supporters", phragmen, True),
    )
}


def count(
    election: Election,
    rule: str,
    *,
    seats: int | None = None,
    seed: str | None = None,
    progress: Progress = silent,
    **choices: object,
) -> Result:
    """`choices` are those of the rule: `utility` and `completion` of Equal Shares."""
    if rule not in RULES:
        raise CannotCount(f"There is no rule “{rule}”. Known are {', '.join(RULES)}.")
    if seats is not None and not 1 <= seats <= len(election.options):
        raise CannotCount(f"{seats} seats for {len(election.options)} options: that can't be.")
    if sum(whole(election.ballots.values())) > MOST_VOTES:
        raise CannotCount("More ballots, or weights with more decimals, than can be added up exactly.")
    return RULES[rule].count(election, seats=seats, seed=seed, progress=progress, **choices)


def as_json(value: object) -> object:
    """Fractions without rounding, everything else as it is."""
    if isinstance(value, Fraction):
        return exact(value)
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(one) for one in value]
    return value
