"""Discussion: arguments for and against side by side. The table of contents of this kind of step; read this first."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.api import Duty, person_of, plain, rich
from quartier.api.processes import Result, Step, StepKind, StepPage, StepWord, options_of
from quartier.steps.discussion import queries
from quartier.steps.discussion.demo import demo
from quartier.steps.discussion.examples import EXAMPLES, example_step
from quartier.steps.discussion.keeps import KEEPS
from quartier.steps.discussion.models import Argument
from quartier.steps.discussion.terms import ANSWERED, DiscussionOptions, Side
from quartier.steps.discussion.turning import page_asked, turning


def page(request: HttpRequest, step: Step) -> StepPage:
    viewer = person_of(request)
    summaries = queries.summaries(step)
    summary = summaries[0] if summaries else None
    number = page_asked(request)
    columns = queries.columns(step, viewer, number)
    context = {
        "columns": columns,
        **turning(request, number, queries.pages(columns)),
        "summary": summary,
        "summary_text": rich(summary.text) if summary else "",
        "rich": rich,
        "earlier": summaries[1:],
        "takes_answers": step.is_open and options_of(step, DiscussionOptions).may_answer,
    }
    return StepPage(template="discussion/step.html", context=context)


def count(step: Step) -> dict[str, Any]:
    """As it closes: what nobody hid or took back."""
    there = Argument.objects.filter(step=step, comment__deleted=None, comment__hidden=None)
    sides = {side.value: there.filter(side=side).count() for side in Side}
    people = there.order_by().values("comment__author").distinct().count()
    return {**sides, "answers": there.filter(side="").count(), "people": people}


def result(step: Step) -> Result:
    tally = step.tally
    numbers = {"for": tally.get("for", 0), "against": tally.get("against", 0), "people": tally.get("people", 0)}
    words = ngettext(
        "%(for)d arguments for it and %(against)d against it, from %(people)d person.",
        "%(for)d arguments for it and %(against)d against it, from %(people)d people.",
        numbers["people"],
    )
    remarks = tuple(_("Summed up: %(text)s") % {"text": plain(one.text)} for one in queries.summaries(step)[:1])
    return Result(sentence=words % numbers, remarks=remarks)


step = StepKind(
    slug="discussion",
    name=gettext_lazy("Discussion"),
    summary=gettext_lazy("What speaks for it, and what against it: side by side."),
    word=StepWord.DISCUSS,
    icon="scale",
    options=DiscussionOptions,
    page=page,
    count=count,
    result=result,
    example_step=example_step,
    notices=(ANSWERED,),
    examples=EXAMPLES,
    for_others=frozenset({"answer", "argue", "argument"}),
    duties={"discussion.Expert.person": Duty.SUBJECT, "discussion.Summary.by": Duty.AUTHOR},
    keeps=KEEPS,
    demo=demo,
)
