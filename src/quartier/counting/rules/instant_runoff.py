"""Instant run-off: whoever is last drops out, and those ballots go on to their next choice.

Ends when somebody has more than half of the ballots that still count. Ware 1871; the same as STV with one seat. A ballot
whose next place is shared by several (an overvote) is set aside as long as they are in the running.
"""

from __future__ import annotations

from fractions import Fraction

from quartier.counting.election import Ballot, Election
from quartier.counting.lots import Lots
from quartier.counting.result import Result, Round
from quartier.counting.rules.places import lowest, named_votes, need_places
from quartier.counting.sentences import Progress, Sentence, silent


def instant_runoff(
    election: Election, *, seats: int | None = None, seed: str | None = None, progress: Progress = silent
) -> Result:
    need_places(election, "irv")
    lots = Lots(election, seed)
    running = set(range(len(election.options)))
    history: list[dict[int, Fraction]] = []
    rounds: list[Round] = []
    while True:
        votes = tally(election, running)
        history.append(votes)
        counting = sum(votes.values(), Fraction(0))
        if not counting:
            return Result("irv", (), (), Sentence.of("No ballot names anybody: nobody is chosen."), lots)
        leader = max(running, key=lambda option: votes[option])
        set_aside = election.voters - counting
        if votes[leader] * 2 > counting:
            rounds.append(_last_round(election, votes, set_aside, leader))
            break
        out = lowest(votes, running, history, lots)
        rounds.append(_round(election, votes, set_aside, out))
        running.remove(out)
        progress("counting", len(rounds) / len(election.options))
    says = Sentence.of("{name} wins in round {round}.", name=election.options[leader].name, round=len(rounds))
    return Result("irv", election.ids([leader]), tuple(rounds), says, lots)


def tally(election: Election, running: set[int]) -> dict[int, Fraction]:
    """Each ballot for the best of its options that is still in the running."""
    votes = dict.fromkeys(sorted(running), Fraction(0))
    for ballot, count in election.ballots.items():
        choice = choice_of(ballot, running)
        if choice is not None:
            votes[choice] += count
    return votes


def choice_of(ballot: Ballot, running: set[int]) -> int | None:
    for tier in ballot.tiers:
        left = [option for option in tier if option in running]
        if left:
            return left[0] if len(left) == 1 else None
    return None


def _round(election: Election, votes: dict[int, Fraction], set_aside: Fraction, out: int) -> Round:
    return {
        "votes": named_votes(election, votes),
        "set_aside": set_aside,
        "out": election.options[out].id,
        "says": Sentence.of(
            "{name} has the fewest votes ({votes}) and drops out; these ballots go on to their next choice.",
            name=election.options[out].name,
            votes=votes[out],
        ),
    }


def _last_round(election: Election, votes: dict[int, Fraction], set_aside: Fraction, leader: int) -> Round:
    says = Sentence.of(
        "{name} has {votes} of {counting} votes: more than half.",
        name=election.options[leader].name,
        votes=votes[leader],
        counting=sum(votes.values(), Fraction(0)),
    )
    return {
        "votes": named_votes(election, votes),
        "set_aside": set_aside,
        "elected": [election.options[leader].id],
        "says": says,
    }
