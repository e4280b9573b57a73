"""The result for the protocol, the open data and the next step."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from quartier.api.processes import Result, Row, Step, Table
from quartier.steps.budget.models import promise_of
from quartier.steps.budget.queries import proposal_numbers, rules_of, tally_of
from quartier.steps.budget.rules import FEWEST_SHOWN, Rules, Sort
from quartier.steps.budget.words import (
    how_to_vote,
    lots_in_words,
    result_in_words,
    rule_in_words,
    shares_in_words,
    why_no_ballots,
)


def result(step: Step) -> Result:
    tally, rules = tally_of(step), rules_of(step)
    remarks = [how_to_vote(rules), *rule_in_words(rules), *shares_in_words(tally, rules)]
    remarks += lots_in_words(tally, promise_of(tally["secret"]))
    if tally["cast"] and (why := why_no_ballots(tally)):
        remarks.append(why)
    return Result(
        sentence=result_in_words(tally, rules),
        tables=tuple(_tables(tally, rules)),
        chosen=proposal_numbers(tally),
        remarks=tuple(remarks),
    )


def _tables(tally: dict[str, Any], rules: Rules) -> list[Table]:
    """Money is no secret. How many were for a project is, below five; then its points are left out, too."""
    lines = tally["lines"]
    labels = {line["key"]: f"{line['number']}. {line['title']}" for line in lines}
    cost = tuple(Row(label=labels[one["key"]], numbers=(_whole(one["cost"]), int(bool(one["place"])))) for one in lines)
    columns = (_("Cost in euros"), _("Comes (1) or not (0)"))
    tables = [Table(name="projects", title=_("Projects"), columns=columns, rows=cost, of_people=False)]
    if tally["cast"] < FEWEST_SHOWN:
        return tables
    votes = tuple(Row(label=labels[one["key"]], numbers=(one["votes"],)) for one in lines)
    tables.append(Table(name="votes", title=_("How many are for it"), columns=(_("People"),), rows=votes))
    if rules.sort in {Sort.POINTS, Sort.RANKING}:
        shown = [one for one in lines if not one["votes"] or one["votes"] >= FEWEST_SHOWN]
        points = tuple(Row(label=labels[one["key"]], numbers=(one["points"],)) for one in shown)
        tables.append(Table(name="points", title=_("Points"), columns=(_("Points"),), rows=points, of_people=False))
    return tables


def _whole(cents: int) -> int:
    """Rounded to euros: tables hold whole numbers; the Pabulib file has the cents."""
    return round(cents / 100)
