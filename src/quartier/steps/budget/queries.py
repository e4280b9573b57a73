"""What is voted on in a step, by which rules, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from quartier.api import Refused
from quartier.api.processes import Ballot, Feasibility, Origin, Proposal, Step, options_of
from quartier.steps.budget.ballots import Content, checked
from quartier.steps.budget.counted import counted
from quartier.steps.budget.models import BudgetPaper
from quartier.steps.budget.rules import MOST_PROJECTS, Rule, Rules, Sort, Utility, projects_of
from quartier.steps.budget.terms import BudgetOptions

CHUNK = 5_000


def paper_of(step: Step) -> BudgetPaper | None:
    return BudgetPaper.objects.filter(step=step).first()


def rules_of(step: Step, paper: BudgetPaper | None = None) -> Rules:
    """As they were fixed when it opened; before, as they would be now."""
    chosen = options_of(step, BudgetOptions)
    paper = paper or paper_of(step)
    projects, sort = projects_of(paper.projects if paper else projects_now(step)), Sort(chosen.sort)
    there_are = chosen.most if sort is Sort.POINTS else len(projects)  # nobody has more ticks than there are projects
    return Rules(
        projects=projects,
        money=chosen.money_cents,
        sort=sort,
        most=min(chosen.most, there_are) or chosen.most,
        rule=Rule(chosen.rule),
        utility=Utility(chosen.utility),
    )


def projects_now(step: Step) -> list[dict[str, Any]]:
    """What would stand on the ballot paper, the oldest first: what can be paid at all."""
    money = options_of(step, BudgetOptions).money_cents
    return [
        {"key": f"p{one.pk}", "title": one.title, "cost": one.cost_cents}
        for one in candidates(step).filter(cost_cents__lte=money).order_by("pk")[: MOST_PROJECTS + 1]
    ]


def candidates(step: Step) -> QuerySet[Proposal]:
    """Found feasible and with a cost; what the organiser brought or took over needs no check, unless one said no."""
    of_organiser = Q(origin__in=[Origin.ORGANISER, Origin.IMPORTED]) & ~Q(feasibility=Feasibility.NOT_FEASIBLE)
    return there(step).filter(Q(feasibility=Feasibility.FEASIBLE) | of_organiser, cost_cents__gt=0)


def there(step: Step) -> QuerySet[Proposal]:
    return Proposal.objects.filter(process=step.process_id, withdrawn=None, merged_into=None)


def left_out(step: Step) -> Sequence[Proposal]:
    """What isn't voted on: not checked, can't be done, without a cost, or dearer than all the money."""
    money = options_of(step, BudgetOptions).money_cents
    on_paper = candidates(step).filter(cost_cents__lte=money)
    return list(there(step).exclude(pk__in=on_paper.values("pk")).order_by("pk")[:MOST_PROJECTS])


def kinds_of_ballots(step: Step, rules: Rules) -> Iterator[tuple[Content, int]]:
    """Each different ballot once, with how many cast it: the database groups them, and hands them over bit by bit.

    What is no valid ballot (nobody but a wrong programme wrote it) isn't counted.
    """
    groups = Ballot.objects.filter(step=step).order_by().values_list("content").annotate(many=Count("pk"))
    for content, many in groups.iterator(chunk_size=CHUNK):
        try:
            yield checked(rules, content), many
        except Refused:
            continue


def tally_of(step: Step) -> dict[str, Any]:
    """What was counted; of a vote that was never opened, and so has nothing counted, that nobody voted."""
    return step.tally if "lines" in step.tally else counted(rules_of(step), (), secret="")


def proposal_numbers(tally: dict[str, Any]) -> tuple[int, ...]:
    """The proposals that were chosen, the first chosen first."""
    chosen = sorted((line for line in tally["lines"] if line["place"]), key=lambda line: int(line["place"]))
    return tuple(int(line["key"][1:]) for line in chosen)
