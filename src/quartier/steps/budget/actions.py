"""Every write of budgets: what an organiser chooses, projects they bring, a vote, and what happens as a step opens and closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import Actor, Refused
from quartier.api.processes import (
    Foreign,
    Proposal,
    Step,
    StepState,
    cast,
    count_progress,
    import_proposals,
    lock_step,
    must_manage,
    options_of,
    propose_to,
)
from quartier.api.processes import choose as choose_proposals
from quartier.steps.budget.ballots import checked
from quartier.steps.budget.counted import counted
from quartier.steps.budget.models import BudgetPaper
from quartier.steps.budget.queries import kinds_of_ballots, projects_now, proposal_numbers, rules_of, tally_of
from quartier.steps.budget.terms import BudgetOptions


@transaction.atomic
def choose(step: Step, *, by: Actor, **chosen: Any) -> Step:
    """What the organiser decides about the vote, until it opens."""
    step = _lock_planned(step, by)
    step.options = asdict(BudgetOptions(**{**asdict(options_of(step, BudgetOptions)), **chosen}))
    step.save(update_fields=["options"])
    return step


@transaction.atomic
def bring_project(step: Step, *, by: Actor, title: str, text: str, cost_cents: int) -> Proposal:
    """One of the organiser's own. The same one twice is one."""
    step = _lock_planned(step, by)
    same = Proposal.objects.filter(process=step.process_id, title=title, cost_cents=cost_cents, withdrawn=None).first()
    return same or propose_to(step, by=by, title=title, text=text, cost_cents=cost_cents)


@transaction.atomic
def take_projects(step: Step, rows: Sequence[Foreign], *, by: Actor, money_cents: int | None) -> int:
    """All of a file, or none. `money_cents`: the file's budget too, if the organiser wants it."""
    step = _lock_planned(step, by)
    fresh = import_proposals(step, rows, by=by)
    if money_cents is not None:
        choose(step, by=by, money_cents=money_cents)
    return len(fresh)


@transaction.atomic
def vote(step: Step, *, by: Actor, ballot: dict[str, Any]) -> None:
    """In place of an earlier vote."""
    cast(step, by=by, content=checked(rules_of(step), ballot))


def open_budget(step: Step) -> None:
    """Within the transaction that opens the step: the ballot paper is fixed, and the secret that may have to draw lots."""
    BudgetPaper.objects.get_or_create(step=step, defaults={"projects": projects_now(step)})


def count_budget(step: Step) -> dict[str, Any]:
    """Only reads. A city's ballots take ten seconds or more, and the page says how far it is."""
    paper = BudgetPaper.objects.get(step=step)
    rules = rules_of(step, paper)
    return counted(rules, kinds_of_ballots(step, rules), secret=paper.secret, progress=count_progress(step))


def close_budget(step: Step) -> None:
    """Right after the count, in the same transaction: proposals learn whether they were chosen."""
    tally = tally_of(step)
    if tally["cast"] == tally["empty"]:
        return
    proposals = Proposal.objects.filter(
        process=step.process_id, pk__in=[int(line["key"][1:]) for line in tally["lines"]]
    )
    numbers = proposal_numbers(tally)
    choose_proposals([one for one in proposals if one.pk in numbers], of=proposals)


def _lock_planned(step: Step, by: Actor) -> Step:
    step = lock_step(step)
    must_manage(step.process, by)
    if step.state != StepState.PLANNED:
        raise Refused(_("People are voting by these rules, so they stay as they are."))
    return step
