"""Gathering in words: the table of contents of this kind of step. Read this first."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.api import Person, person_of
from quartier.api.processes import Result, Row, Step, StepKind, StepPage, StepWord, Table, may_enter, options_of
from quartier.steps.gather.actions import take_slips
from quartier.steps.gather.examples import EXAMPLES, prepare
from quartier.steps.gather.forms import slip_of
from quartier.steps.gather.queries import needs_of
from quartier.steps.gather.terms import GatherOptions
from quartier.steps.gather.views import say_form


def page(request: HttpRequest, step: Step) -> StepPage:
    """The sentence that one may say, and all that were said."""
    viewer = person_of(request)
    context = {
        "say_form": say_form(step),
        "needs": needs_of(step, viewer),
        "asks_who_helps": options_of(step, GatherOptions).asks_who_helps,
        "may_take_down": step.is_open and may_enter(viewer),
        "viewer": viewer,
    }
    return StepPage(template="gather/step.html", context=context)


def count(step: Step) -> dict[str, int]:
    """Only how many: what they are stands in the list."""
    there = step.process.proposals.filter(withdrawn=None)
    return {"said": there.exclude(merged__isnull=False).count(), "groups": there.filter(merged_into=None).count()}


def result(step: Step) -> Result:
    said, groups = step.tally.get("said", 0), step.tally.get("groups", 0)
    words = ngettext("%(num)d sentence was said", "%(num)d sentences were said", said) % {"num": said}
    sentence = _("%(said)s. Put together that makes %(groups)d.") % {"said": words, "groups": groups}
    rows = (Row(label=_("Sentences that were said"), numbers=(said,)), Row(label=_("Put together"), numbers=(groups,)))
    table = Table(name="said", title=_("What was said"), columns=(_("Number"),), rows=rows, of_people=False)
    return Result(sentence=sentence, tables=(table,) if said else ())


def example_step(step: Step, person: Person) -> None:
    prepare(step, person)


step = StepKind(
    slug="gather",
    name=gettext_lazy("Gather in words"),
    summary=gettext_lazy(
        "Everybody says in a sentence what they miss or could do; what belongs together is put together."
    ),
    word=StepWord.COLLECT,
    icon="messages-square",
    options=GatherOptions,
    page=page,
    count=count,
    result=result,
    slip=slip_of,
    slips_counted=take_slips,
    example_step=example_step,
    examples=EXAMPLES,
    for_others=frozenset({"help", "me_too", "say"}),
)
