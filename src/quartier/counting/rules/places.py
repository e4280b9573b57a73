"""What all rules for ranked ballots share: whose ballots they can count, and who is last when several are level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from quartier.counting.election import Election
from quartier.counting.lots import Lots
from quartier.counting.result import CannotCount


def need_places(election: Election, rule: str) -> None:
    """Crosses say nothing about who is preferred among those crossed; a single cross does."""
    if election.kind == "approval" and any(len(ballot.named) > 1 for ballot in election.ballots):
        raise CannotCount(
            f"{rule} needs places (1st, 2nd, 3rd …), but these ballots have several crosses of equal worth."
        )


def lowest(
    votes: Mapping[int, Fraction], running: Iterable[int], history: Sequence[Mapping[int, Fraction]], lots: Lots
) -> int:
    """The last. If several are: who had less at the most recent stage at which they differed; else a lot."""
    few = min(votes[option] for option in running)
    tied = [option for option in sorted(running) if votes[option] == few]
    return _by_earlier_stages(tied, history, lots, "the fewest votes", min)


def highest(
    votes: Mapping[int, Fraction], among: Iterable[int], history: Sequence[Mapping[int, Fraction]], lots: Lots
) -> int:
    """The first; if several are, as in `lowest`."""
    options = sorted(among)
    many = max(votes[option] for option in options)
    tied = [option for option in options if votes[option] == many]
    return _by_earlier_stages(tied, history, lots, "the largest surplus", max)


def _by_earlier_stages(
    tied: list[int],
    history: Sequence[Mapping[int, Fraction]],
    lots: Lots,
    what: str,
    extreme: Callable[[Iterable[Fraction]], Fraction],
) -> int:
    for earlier in reversed(history):
        if len(tied) == 1:
            break
        wanted = extreme(earlier[option] for option in tied)
        tied = [option for option in tied if earlier[option] == wanted]
    return lots.first(tied, what)


def named_votes(election: Election, votes: Mapping[int, Fraction]) -> dict[str, Fraction]:
    return {election.options[option].id: number for option, number in votes.items()}
