"""What the pages of a case show, to moderators, to the panel and to both sides."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from quartier.kernel.moderation.complaints import may_complain
from quartier.kernel.moderation.decisions import may_complain_until
from quartier.kernel.moderation.effects import in_force
from quartier.kernel.moderation.house_rules import rule_named, rules_in_words
from quartier.kernel.moderation.log_models import HouseRules
from quartier.kernel.moderation.models import Case, Decision, Measure
from quartier.kernel.moderation.reportable import REPORTABLES
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.moderation import MODERATE

P = ParamSpec("P")


def for_moderators(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(actor_of(request), MODERATE)
        return view(request, *args, **kwargs)

    return signed_in(checked)


def case_context(case: Case) -> dict[str, Any]:
    """Everything that whoever decides needs, and nobody's name who reported it."""
    reportable = REPORTABLES[case.what]
    obj = reportable.any(case.object_id)
    reports = list(case.reports.all())
    return {
        "case": case,
        "label": reportable.label,
        "name": "" if case.what in {"comment", "message"} else name_of(case),
        "about": case.about,
        "thing_url": reportable.look(obj).url if obj is not None and case.what not in {"message", "file"} else "",
        "is_gone": obj is None,
        "is_hidden": obj is not None and reportable.is_hidden(obj),
        "reports": [(rule_named(one.rule).complaint, one.text, one.at) for one in reports],
        "evidence": list(case.evidence.prefetch_related("files")),
        "rule": rule_named(case.rule),
        "earlier": earlier_decisions(case),
        "decisions": [decision_in_words(one) for one in case.decisions.all()],
        "complaints": list(case.complaints.all()),
        "panel": case.panels.filter(level=case.level).first(),
    }


def name_of(case: Case) -> str:
    if case.what == "person":
        return case.about.full_name if case.about else ""
    return case.title


def earlier_decisions(case: Case) -> list[Decision]:
    """What was decided about the same person in the last year: not to punish twice, but to see what helped."""
    if case.about_id is None:
        return []
    found = [one for one in in_force(case, about=case.about_id) if one.measure != Measure.NOTHING]
    return found[:-6:-1]


def decision_in_words(decision: Decision) -> dict[str, Any]:
    """What article 17 of the Digital Services Act wants said, for whoever reads it."""
    version = HouseRules.objects.filter(version=decision.rules_version).first()
    words = {rule.key: text for rule, text in rules_in_words(version)}
    return {
        "decision": decision,
        "measure": decision.in_words,
        "rule": rule_named(decision.rule).title,
        "rule_text": words.get(rule_named(decision.rule).key, ""),
        "by": decision.get_by_display(),
        "complain_until": may_complain_until(decision) if may_complain(decision) else None,
    }
