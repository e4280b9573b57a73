"""Checking: the office says of each proposal whether it can be done, what it costs, and why. Read this first.

Nobody votes here. A proposal is checked on its own page (the kernel's); this step gives the office its time and shows everybody how
far it is, so that nothing is left out in silence.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.api import person_of, rich
from quartier.api.processes import Feasibility, Result, Row, Step, StepKind, StepPage, StepWord, Table, may_answer
from quartier.steps.feasibility import queries
from quartier.steps.feasibility.demo import demo
from quartier.steps.feasibility.terms import SLUG, FeasibilityOptions
from quartier.ui.money import euros

ORDER = (Feasibility.UNCHECKED, Feasibility.FEASIBLE, Feasibility.NOT_FEASIBLE)


def page(request: HttpRequest, step: Step) -> StepPage:
    found = queries.there(step)
    groups = [(word, str(word.label), [_row(one) for one in found if one.feasibility == word]) for word in ORDER]
    context = {
        "groups": [group for group in groups if group[2]],
        "checked": sum(one.feasibility != Feasibility.UNCHECKED for one in found),
        "together": len(found),
        "may_check": may_answer(step.process, person_of(request)),
    }
    return StepPage(template="feasibility/step.html", context=context)


def _row(proposal: Any) -> tuple[Any, str, str]:
    """With what was said about it: a list of yes and no alone would be an order, not an answer."""
    return proposal, euros(proposal.cost_cents) if proposal.cost_cents is not None else "", rich(proposal.reasons)


def result(step: Step) -> Result:
    numbers = step.tally or queries.counted(step)
    said = {name: numbers.get(name, 0) for name in Feasibility.values}
    rows = tuple(Row(label=word.label, numbers=(said[word.value],)) for word in ORDER)
    return Result(
        sentence=_("%(feasible)d can be done, %(not_feasible)d can't, %(unchecked)d weren't checked.") % said,
        tables=(Table(name="checked", title=_("Checked"), columns=(_("Proposals"),), rows=rows, of_people=False),),
    )


step = StepKind(
    slug=SLUG,
    name=gettext_lazy("Checking what can be done"),
    summary=gettext_lazy("The office says of each proposal whether it can be done, what it costs, and why."),
    word=StepWord.DISCUSS,
    icon="badge-check",
    options=FeasibilityOptions,
    page=page,
    count=queries.counted,
    result=result,
    demo=demo,
)
