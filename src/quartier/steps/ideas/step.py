"""Ideas on a map: neighbours say what is missing where. The table of contents of this kind of step; read this first."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.api import Duty, Job, Listen, Verb
from quartier.api.processes import Proposal, ProposalAuthor, Result, Row, Step, StepKind, StepPage, StepWord, Table
from quartier.steps.ideas import actions, faces, queries
from quartier.steps.ideas.demo import demo
from quartier.steps.ideas.examples import EXAMPLES, example_step
from quartier.steps.ideas.keeps import KEEPS
from quartier.steps.ideas.queries import Wish
from quartier.steps.ideas.terms import KIND, IdeasOptions

NEWEST = 6
MOST_LISTED = 30


def page(request: HttpRequest, step: Step) -> StepPage:
    """On the page of its process: the newest few, and the ways to all of them."""
    return StepPage(template="ideas/step.html", context=faces.of_step(request, step, NEWEST))


def count(step: Step) -> dict[str, Any]:
    """As it closes: how many, by how many, and the most supported."""
    there = Proposal.objects.filter(process=step.process, merged_into=None, withdrawn=None)
    people = ProposalAuthor.objects.filter(proposal__process=step.process).values("person").distinct().count()
    top = queries.ordered(there, None, Wish(order="liked"))[:MOST_LISTED]
    return {
        "ideas": there.count(),
        "people": people,
        "placed": there.filter(latitude__isnull=False).count(),
        "top": [[one.pk, one.title, one.support_count, one.support_elsewhere] for one in top],
    }


def result(step: Step) -> Result:
    tally = step.tally
    ideas = ngettext("%(count)d idea", "%(count)d ideas", tally.get("ideas", 0)) % {"count": tally.get("ideas", 0)}
    people = ngettext("%(count)d neighbour", "%(count)d neighbours", tally.get("people", 0))
    sentence = _("%(ideas)s by %(people)s.") % {"ideas": ideas, "people": people % {"count": tally.get("people", 0)}}
    rows = tuple(Row(label=title, numbers=(here,)) for _number, title, here, _there in tally.get("top", ()))
    supported = Table(name="support", title=_("The most supported ideas"), columns=(_("Support"),), rows=rows)
    return Result(sentence=sentence, tables=(supported,) if rows else ())


step = StepKind(
    slug="ideas",
    name=gettext_lazy("Ideas on a map"),
    summary=gettext_lazy("Neighbours say what is missing where; others comment and support."),
    word=StepWord.COLLECT,
    icon="map-pinned",
    options=IdeasOptions,
    page=page,
    count=count,
    result=result,
    example_step=example_step,
    listens=tuple(Listen(verb=verb, kind=KIND, do=actions.learn_words) for verb in (Verb.PUBLISHED, Verb.CHANGED)),
    jobs=(Job(name="ideas.tables", do=actions.forget_tables, every=timedelta(hours=24)),),
    examples=EXAMPLES,
    for_others=frozenset({"alike", "list", "map", "new", "pick", "similar"}),
    duties={"ideas.TableUpload.person": Duty.HANDLER},
    keeps=KEEPS,
    demo=demo,
)
