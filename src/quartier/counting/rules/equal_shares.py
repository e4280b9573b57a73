"""Method of Equal Shares: the money is divided equally among the ballots, and each project is paid by its supporters.

Always the project is bought next for which its supporters pay least for what they get: all pay alike, and whoever has
less left gives that. Peters, Pierczyński, Skowron: "Proportional Participatory Budgeting with Additive Utilities" (2021);
equalshares.net. What a project is worth to a supporter is its cost (`utility="cost"`), or the same for all projects
(`"cardinality"`); points multiply that.

Because some money always remains, the sum each ballot gets is raised in steps of 1 ("Add1") as long as all that is
bought together stays within the real budget. It ends before the first step that would overspend: that is how Wieliczka and
Świecie did it in 2023.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from quartier.counting.election import Election
from quartier.counting.lots import Lots
from quartier.counting.result import CannotCount, Result
from quartier.counting.rules.greedy import totals_of
from quartier.counting.rules.money import by_seats, costs_of, fill_with_lots, money_of
from quartier.counting.rules.phragmen import share_loads
from quartier.counting.rules.purses import Market, Run
from quartier.counting.rules.receipts import Receipts, rounds_of
from quartier.counting.rules.support import support_of
from quartier.counting.sentences import Progress, Sentence, silent

Utility = Literal["cost", "cardinality"]
Completion = Literal["add1", "phragmen", "greedy", "none"]


def equal_shares(
    election: Election,
    *,
    seats: int | None = None,
    seed: str | None = None,
    progress: Progress = silent,
    utility: Utility = "cost",
    completion: Completion | None = None,
    step: Fraction = Fraction(1),
) -> Result:
    """Seats of a committee are projects that cost 1 each; what is left there is filled by Phragmén's method."""
    committee = by_seats(election, seats)
    completion = completion or ("phragmen" if committee else "add1")
    if committee and completion == "add1":
        raise CannotCount("Add1 raises the money per ballot; a committee is completed by phragmen, greedy or none.")
    lots, budget = Lots(election, seed), money_of(election, seats)
    market = _market(election, seats, utility, budget)
    free = [option for option, cost in enumerate(market.costs) if not cost and market.support.votes[option]]
    run, steps = _raised(market, budget, lots, completion=completion, step=step, progress=progress)
    chosen = free + run.bought
    later = _completed(election, market, run, chosen, budget=budget, completion=completion, committee=committee)
    receipts = Receipts(election, market, run, budget, tuple(free), tuple(later))
    says = Sentence.of(
        "{chosen} of {all} are chosen; {spent} of {budget} is spent. Each ballot had {each} to spend.",
        chosen=len(chosen + later),
        all=len(election.options),
        spent=receipts.spent,
        budget=budget,
        each=run.each * market.support.scale,
    )
    details: dict[str, object] = {
        "steps": steps,
        "start": _start(market, budget),
        "each": run.each,
        "projects": receipts.projects(),
    }
    return Result(
        "equal-shares", election.ids(chosen + later), rounds_of(receipts), says, run.lots, details, receipts=receipts
    )


def _market(election: Election, seats: int | None, utility: Utility, budget: Fraction) -> Market:
    """A project dearer than the whole budget is left out from the start: it can never be paid."""
    support, costs = support_of(election), costs_of(election, seats)
    for option, cost in enumerate(costs):
        if cost > budget or not cost:
            support.groups[option], support.weights[option] = support.groups[option][:0], support.weights[option][:0]
    return Market(support, costs, list(costs) if utility == "cost" else [Fraction(1)] * len(costs))


def _start(market: Market, budget: Fraction) -> Fraction:
    return budget / market.support.total if market.support.total else Fraction(0)


def _raised(
    market: Market, budget: Fraction, lots: Lots, *, completion: Completion, step: Fraction, progress: Progress
) -> tuple[Run, int]:
    """The last run that stays within the budget, and how often the sum was raised for it.

    Where many steps in a row buy the same, they are leapt over: twice as many as before whenever that is proved.
    """
    each, steps, leap, is_leapt = _start(market, budget), 0, 1, False
    raise_by = step / market.support.scale
    run = Run(market, each, lots.fresh()).go()
    buyable, first = sum(1 for groups in market.support.groups if len(groups)), run.cost
    while completion == "add1" and len(run.bought) < buyable:
        progress("raising the sum per ballot", float((run.cost - first) / (budget - first)) if budget > first else 1.0)
        if leap > 1:
            more = Run(market, each + (steps + leap) * raise_by, lots.fresh())
            if more.buys_like(run):
                run, steps, leap, is_leapt = more, steps + leap, leap * 2, True
            else:
                leap //= 2
            continue
        more = Run(market, each + (steps + 1) * raise_by, lots.fresh(), limit=budget).go()
        if more.cost > budget:
            break
        leap = 2 if more.bought == run.bought else 1
        run, steps, is_leapt = more, steps + 1, False
    if is_leapt:  # what was leapt over drew no lots, though two may have been level all along
        run = Run(market, run.each, lots.fresh()).go()
    return run, steps


def _completed(
    election: Election,
    market: Market,
    run: Run,
    chosen: list[int],
    *,
    budget: Fraction,
    completion: Completion,
    committee: bool,
) -> list[int]:
    """What is added after the shares, so that no seat stays empty or no money unused."""
    if completion == "phragmen":
        start = [-run.money_of(group) for group in range(len(market.support.counts))]
        added, _ = share_loads(
            election, market.support, market.costs, money=budget, start=start, chosen=chosen, lots=run.lots
        )
    elif completion == "greedy":
        added, left, totals = list(chosen), budget - run.cost, totals_of(election)
        rest = [option for option, groups in enumerate(market.support.groups) if len(groups) and option not in chosen]
        for total in sorted({totals[option] for option in rest}, reverse=True):
            for option in run.lots.order([o for o in rest if totals[o] == total], "the same number of votes"):
                if market.costs[option] <= left:
                    added.append(option)
                    left -= market.costs[option]
    else:
        return []
    if committee and any(market.support.votes):
        added += fill_with_lots(election, added, int(budget), run.lots)
    return added[len(chosen) :]
