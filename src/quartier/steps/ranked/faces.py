"""What the pages, the protocol and the open data show of a ranked vote."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from quartier.api import person_of
from quartier.api.processes import Step, StepPage, StepState, may_manage, options_of
from quartier.steps.ranked.forms import AboutForm
from quartier.steps.ranked.queries import Standing, eligible_in, rules_of, standing_of, takes_people, tally_of
from quartier.steps.ranked.rules import FEWEST_SHOWN, MOST_CANDIDATES, Rules
from quartier.steps.ranked.shown import of_count
from quartier.steps.ranked.tally import Tally
from quartier.steps.ranked.terms import PEOPLE, RankedOptions
from quartier.steps.ranked.told import draw_in_words
from quartier.steps.ranked.words import NAMES, named, result_in_words, rules_in_words

FEWEST_CANDIDATES = 2


def page(request: HttpRequest, step: Step) -> StepPage:
    """The vote on the page of its process."""
    if step.state == StepState.CLOSED:
        return StepPage(template="ranked/result.html", context=of_result(step), draws_result=True)
    person, standing = person_of(request), standing_of(step)
    rules = rules_of(step, standing)
    return StepPage(
        template="ranked/step.html",
        context={
            "rules": rules,
            "name": NAMES[rules.rule],
            "said": rules_in_words(rules, eligible_in(step)),
            "promise": standing.promise,
            "may_manage": may_manage(step.process, person),
            "why_not_ready": why_not_ready(rules) if step.state == StepState.PLANNED else "",
            **_who_stands(rules, standing),
            "candidacy": standing.of(person) if takes_people(step) else None,
            "takes_people": takes_people(step),
        },
    )


def _who_stands(rules: Rules, standing: Standing) -> dict[str, Any]:
    texts = {row.key: row.text for row in standing.confirmed}
    return {
        "standing": [{"title": choice.title, "text": texts.get(choice.key, "")} for choice in rules.standing],
        "gone": [choice.title for choice in rules.choices if choice.is_out],
    }


def not_ready(step: Step) -> str:
    """Why it can't open yet."""
    return why_not_ready(rules_of(step))


def why_not_ready(rules: Rules) -> str:
    if len(rules.choices) < FEWEST_CANDIDATES:
        return _("To choose from, there must be at least two.")
    if len(rules.choices) > MOST_CANDIDATES:
        return _("More than %(most)d can't be put in an order by anybody.") % {"most": MOST_CANDIDATES}
    if rules.places >= len(rules.choices):
        return _("As many would be chosen as there are. Change the rules.")
    return ""


def of_set_up(step: Step) -> dict[str, Any]:
    chosen, standing = options_of(step, RankedOptions), standing_of(step)
    rules = rules_of(step, standing)
    abouts: Any = AboutForm.base_fields["about"]
    unanswered = [str(row) for row in standing.rows if row.person_id is not None and row.confirmed is None]
    return {
        "name": NAMES[rules.rule],
        "about": dict(abouts.choices)[chosen.about],
        "rules": rules,
        "said": rules_in_words(rules, eligible_in(step)),
        "why_not_ready": why_not_ready(rules),
        "may_change": step.state == StepState.PLANNED,
        "takes_people": chosen.about == PEOPLE,
        "unanswered": unanswered if chosen.about == PEOPLE else [],
        **_who_stands(rules, standing),
    }


def of_result(step: Step) -> dict[str, Any]:
    tally, standing = tally_of(step), standing_of(step)
    names, rules = standing.names, rules_of(step, standing)
    return {
        "tally": tally,
        "sentence": result_in_words(tally, names),
        **of_count(tally, names),
        "names": names,
        "rule_name": NAMES[rules.rule],
        "rule_kind": rules.paper,
        "said": rules_in_words(rules, tally.eligible),
        "lots": _lots(tally, names),
        "promise": standing.promise,
        "gone": [named(names, key) for key in tally.out],
        "fewest": FEWEST_SHOWN,
    }


def _lots(tally: Tally, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "sentence": draw_in_words(draw, names),
            "order": [(key, named(names, key), lot) for key, lot in zip(draw["order"], draw["lots"], strict=True)],
        }
        for draw in tally.draws
    ]
