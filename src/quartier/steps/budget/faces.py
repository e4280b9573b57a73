"""What the pages show of a budget, ready for the templates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from quartier.api import person_of
from quartier.api.processes import (
    Feasibility,
    Proposal,
    Step,
    StepPage,
    StepState,
    has_chosen,
    may_manage,
    options_of,
)
from quartier.steps.budget.ballots import Content
from quartier.steps.budget.counted import payments
from quartier.steps.budget.forms import RuleForm, SortForm
from quartier.steps.budget.models import promise_of
from quartier.steps.budget.queries import left_out, paper_of, rules_of, tally_of
from quartier.steps.budget.rules import FEWEST_SHOWN, MOST_PROJECTS, Rules, Sort
from quartier.steps.budget.terms import BudgetOptions
from quartier.steps.budget.words import (
    how_to_vote,
    own_in_words,
    project_in_words,
    result_in_words,
    rule_in_detail,
    rule_in_words,
    shares_in_words,
    why_no_ballots,
)
from quartier.ui.money import euros

FEWEST_PROJECTS = 2


def page(request: HttpRequest, step: Step) -> StepPage:
    """The budget on the page of its process."""
    person = person_of(request)
    if step.state == StepState.CLOSED:
        context = {**of_result(step), "may_see_own": has_chosen(step, person)}
        return StepPage(template="budget/result.html", context=context, draws_result=True)
    paper = paper_of(step)
    rules = rules_of(step, paper)
    manages = may_manage(step.process, person)
    is_planned = step.state == StepState.PLANNED
    return StepPage(
        template="budget/step.html",
        context={
            **of_ballot(rules),
            "promise": paper.promise if paper else "",
            "may_manage": manages,
            "why_not_ready": not_ready(step) if is_planned else "",
            "fewest": FEWEST_SHOWN,
        },
    )


def of_ballot(rules: Rules) -> dict[str, Any]:
    """What everybody reads before they vote, and what the live sum needs."""
    return {
        "rules": rules,
        "how": how_to_vote(rules),
        "said": rule_in_words(rules),
        "details": rule_in_detail(rules),
        "money": euros(rules.money),
        "projects": [(one, euros(one.cost)) for one in rules.projects],
        "costs": {one.key: one.cost for one in rules.projects},
        "most": rules.places if rules.sort is Sort.RANKING else rules.most,
    }


def not_ready(step: Step) -> str:
    """Why it can't open yet."""
    rules = rules_of(step)
    if not rules.money:
        return _("It isn't said yet how much money there is.")
    if len(rules.projects) > MOST_PROJECTS:
        return _("That are more projects than anybody reads: at most %(most)d.") % {"most": MOST_PROJECTS}
    if len(rules.projects) < FEWEST_PROJECTS:
        return _("To choose from, there must be at least two projects that can be done and have a cost.")
    if rules.wanted <= rules.money:
        return _("The money pays for all projects together. So there is nothing to vote on.")
    return ""


def of_set_up(step: Step) -> dict[str, Any]:
    chosen, rules = options_of(step, BudgetOptions), rules_of(step)
    sorts: Any = SortForm.base_fields["sort"]
    rule: Any = RuleForm.base_fields["rule"]
    return {
        **of_ballot(rules),
        "chosen": chosen,
        "sort": dict(sorts.choices)[chosen.sort],
        "rule": dict(rule.choices)[chosen.rule],
        "together": euros(rules.wanted),
        "left_out": [(one, why_left_out(one, chosen.money_cents)) for one in left_out(step)],
        "why_not_ready": not_ready(step) if step.state == StepState.PLANNED else "",
        "may_change": step.state == StepState.PLANNED,
    }


def why_left_out(proposal: Proposal, money: int) -> str:
    if proposal.feasibility == Feasibility.NOT_FEASIBLE:
        return _("It can't be done.")
    if not proposal.cost_cents:
        return _("It isn't said what it costs.")
    if proposal.cost_cents > money > 0:
        return _("At %(cost)s it is dearer than all the money.") % {"cost": euros(proposal.cost_cents)}
    if proposal.feasibility == Feasibility.UNCHECKED:
        return _("Not checked yet whether it can be done.")
    return _("It isn't said yet how much money there is.")


def of_result(step: Step) -> dict[str, Any]:
    tally, rules = tally_of(step), rules_of(step)
    is_small = 0 < tally["cast"] < FEWEST_SHOWN
    lines = [_line(line, tally, rules) for line in tally["lines"]]
    chosen = sorted((one for one in lines if one["place"]), key=lambda one: one["place"])
    titles = {line["number"]: line["title"] for line in tally["lines"]}
    return {
        "rules": rules,
        "tally": tally,
        "sentence": result_in_words(tally, rules),
        "shares": shares_in_words(tally, rules),
        "chosen": chosen,
        "others": sorted((one for one in lines if not one["place"]), key=lambda one: -one["shown_votes"]),
        "bars": _bars(chosen, rules),
        "totals": _totals(tally, rules),
        "is_small": is_small,
        "fewest": FEWEST_SHOWN,
        "ties": [([(number, titles[number]) for number in tie["order"]], tie["decides"]) for tie in tally["ties"]],
        "is_decided_by_lot": any(tie["decides"] for tie in tally["ties"]),
        "secret": tally["secret"],
        "promise": promise_of(tally["secret"]) if tally["secret"] else "",
        "why_no_ballots": why_no_ballots(tally),
        "how": how_to_vote(rules),
        "said": rule_in_words(rules),
        "details": rule_in_detail(rules),
    }


def of_own(step: Step, content: Content) -> dict[str, Any]:
    """From somebody's own ballot: which of theirs come, and what they paid."""
    tally, rules = tally_of(step), rules_of(step)
    paid = payments(rules, tally, content) if tally["cast"] >= FEWEST_SHOWN else {}
    mine = [line for line in tally["lines"] if line["key"] in content]
    coming = [line for line in mine if line["place"]]
    return {
        "sentence": own_in_words(len(coming), len(mine)),
        "lines": [
            {
                **line,
                "cost_said": euros(line["cost"]),
                "paid": euros(paid[line["number"]] * 100) if line["number"] in paid else "",
            }
            for line in sorted(mine, key=lambda line: (not line["place"], line["number"]))
        ],
        "together": euros(sum(paid.values()) * 100) if paid else "",
    }


def _line(line: dict[str, Any], tally: dict[str, Any], rules: Rules) -> dict[str, Any]:
    """`shown_votes`: fewer than five people are as good as none, also in the order."""
    is_shown = tally["cast"] >= FEWEST_SHOWN <= line["votes"]
    return {
        **line,
        "cost_said": euros(line["cost"]),
        "says": project_in_words(line, tally, rules),
        "shown_votes": line["votes"] if is_shown else 0,
    }


def _bars(chosen: list[dict[str, Any]], rules: Rules) -> list[dict[str, Any]]:
    """The money as one bar: from where to where in percent each project takes it."""
    bars, start = [], 0.0
    for line in chosen:
        width = 100 * line["cost"] / rules.money
        bars.append({"number": line["number"], "start": start, "width": width})
        start += width
    return bars


def _totals(tally: dict[str, Any], rules: Rules) -> list[tuple[str, str, str]]:
    left = rules.money - tally["spent"]
    empty = tally["empty"] if tally["empty"] >= FEWEST_SHOWN and tally["cast"] >= FEWEST_SHOWN else 0
    return [
        (_("Money"), euros(rules.money), "banknote"),
        (_("Spent"), euros(tally["spent"]), "coins"),
        (_("Left over"), euros(left), "archive"),
        (_("Abstained"), str(empty) if empty else "", "minus"),
    ]
