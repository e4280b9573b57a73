"""What the pages show of a vote, ready for the templates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from quartier.api import person_of
from quartier.api.processes import Result, Row, Step, StepPage, StepState, Table, may_manage, options_of
from quartier.steps.vote.forms import AboutForm, SortForm
from quartier.steps.vote.queries import (
    eligible_in,
    from_json,
    paper_of,
    proposal_numbers,
    rules_of,
    secret_of,
)
from quartier.steps.vote.rules import FEWEST_SHOWN, Rules, Sort
from quartier.steps.vote.tally import Line, Tally
from quartier.steps.vote.terms import VoteOptions
from quartier.steps.vote.words import result_in_words, rules_in_words

FEWEST_OPTIONS = 2


def page(request: HttpRequest, step: Step) -> StepPage:
    """The vote on the page of its process."""
    if step.state == StepState.CLOSED:
        return StepPage(template="vote/result.html", context=of_result(step), draws_result=True)
    person = person_of(request)
    paper = paper_of(step)
    rules = rules_of(step, paper)
    return StepPage(
        template="vote/step.html",
        context={
            "rules": rules,
            "said": rules_in_words(rules, eligible_in(step)),
            "promise": paper.promise if paper and rules.sort is not Sort.YES_NO else "",
            "may_manage": may_manage(step.process, person),
            "why_not_ready": not_ready(step) if step.state == StepState.PLANNED else "",
            "fewest": FEWEST_SHOWN,
        },
    )


def not_ready(step: Step) -> str:
    """Why it can't open yet."""
    rules = rules_of(step)
    if not rules.options:
        return _("There is nothing to vote on yet.")
    if rules.sort is not Sort.YES_NO and len(rules.options) < FEWEST_OPTIONS:
        return _("To choose from, there must be at least two things.")
    if rules.sort is not Sort.YES_NO and rules.chosen >= len(rules.options):
        return _("As many things would be chosen as there are. Change the rules.")
    return ""


def of_set_up(step: Step) -> dict[str, Any]:
    chosen, rules = options_of(step, VoteOptions), rules_of(step)
    sorts: Any = SortForm.base_fields["sort"]
    abouts: Any = AboutForm.base_fields["about"]
    return {
        "sort": dict(sorts.choices)[chosen.sort],
        "about": dict(abouts.choices)[chosen.about],
        "rules": rules,
        "said": rules_in_words(rules, eligible_in(step)),
        "why_not_ready": not_ready(step),
        "may_change": step.state == StepState.PLANNED,
    }


def of_result(step: Step) -> dict[str, Any]:
    result = from_json(step)
    secret, promise = secret_of(step)
    return {
        "result": result,
        "sentence": result_in_words(result),
        "lines": [] if result.is_small or not result.cast else bars(result),
        "secret": secret,
        "promise": promise,
        "said": rules_in_words(result.rules, result.eligible),
        "fewest": FEWEST_SHOWN,
    }


def bars(result: Tally) -> list[dict[str, Any]]:
    """A line of the chart each: the bar's length in percent of the longest, or of all who voted."""
    most = max((line.points for line in result.lines), default=0) or 1
    if result.rules.sort is Sort.YES_NO:
        return [
            {
                "line": line,
                "parts": [
                    (_("Yes"), line.points, 100 * line.points / result.cast, "yes"),
                    (_("No"), line.no, 100 * line.no / result.cast, "no"),
                    (_("Abstention"), line.abstained, 100 * line.abstained / result.cast, "abstain"),
                ],
            }
            for line in result.lines
        ]
    return [{"line": line, "parts": [("", line.points, 100 * line.points / most, "yes")]} for line in result.lines]


def result(step: Step) -> Result:
    """For the protocol, the open data and the next step."""
    counted = from_json(step)
    secret, promise = secret_of(step)
    remarks = [*rules_in_words(counted.rules, counted.eligible)]
    if counted.is_small:
        remarks.append(_small())
    if secret:
        remarks += lots_in_words(counted, secret, promise)
    return Result(
        sentence=result_in_words(counted),
        tables=() if counted.is_small or not counted.cast else (_table(counted),),
        chosen=proposal_numbers([line.key for line in counted.chosen]),
        remarks=tuple(remarks),
    )


def _small() -> str:
    return _("Fewer than %(n)d people voted, so no numbers are shown: one could see who voted how.") % {
        "n": FEWEST_SHOWN
    }


def lots_in_words(counted: Tally, secret: str, promise: str) -> list[str]:
    order = ", ".join(counted.lots)
    return [
        _("Lots were drawn, in this order: %(order)s.") % {"order": order},
        _("Number of the draw: %(secret)s. Its check sum was published before the vote: %(promise)s.")
        % {"secret": secret, "promise": promise},
        _("The order is that of the SHA-256 of “number:name”. Anybody can compute it again."),
    ]


def _table(counted: Tally) -> Table:
    columns, numbers = _columns(counted.rules)
    rows = tuple(Row(label=line.title, numbers=numbers(line)) for line in counted.lines)
    return Table(name="votes", title=_("Votes"), columns=columns, rows=rows, of_people=False)


def _columns(rules: Rules) -> Any:
    if rules.sort is Sort.YES_NO:
        return (_("Yes"), _("No"), _("Abstention")), _yes_no_numbers
    if rules.sort is Sort.APPROVAL:
        return (_("Ticks"),), lambda line: (line.points,)
    return (_("Points"), _("People")), lambda line: (line.points, line.voters)


def _yes_no_numbers(line: Line) -> tuple[int, ...]:
    return line.points, line.no, line.abstained
