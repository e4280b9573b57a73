"""The pages that everybody reads: the list of ideas, the map, what is alike; and bringing one."""

from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import (
    OutsideButNear,
    Point,
    Refused,
    actor_of,
    draft_of,
    once,
    person_of,
    point_named,
    refusals_on,
    signed_in,
)
from quartier.api.processes import Process, Proposal, Step, may_manage, options_of, step_or_404, why_not
from quartier.steps.ideas import actions, faces, queries
from quartier.steps.ideas.forms import IdeaForm
from quartier.steps.ideas.memory import alike
from quartier.steps.ideas.queries import Wish
from quartier.steps.ideas.terms import IdeasOptions
from quartier.ui.flash import done
from quartier.ui.jinja import query

SLUG = "ideas"
_dice = SystemRandom()


@require_safe
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """All ideas. Filters, order and page stand in the address, so that a list can be sent to somebody."""
    step = step_or_404(request, pk, kind=SLUG)
    wish = Wish.of(request.GET.dict(), person_of(request))
    if wish.order == "mixed" and not wish.seed:
        return redirect(query(request, seed=str(_dice.randrange(1, 10**8))))
    return render(request, "ideas/list.html", faces.of_list(request, step, wish))


@require_safe
def on_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The same ideas on a map, and below it those of the part that is shown."""
    step = step_or_404(request, pk, kind=SLUG)
    problem = ""
    if request.GET.get("around", "").strip():
        part, problem = _around(request.GET["around"])
        if part:
            return redirect(query(request, around=None, box=part, page=None))
    wish = Wish.of(request.GET.dict(), person_of(request))
    return render(request, "ideas/map.html", {**faces.of_map(request, step, wish), "problem": problem})


def _around(text: str) -> tuple[str, str]:
    """The part of the map around an address; else a sentence."""
    try:
        point = point_named(text[:300].replace("\x00", ""))
    except Refused as refusal:
        return "", str(refusal.message)
    return (faces.box_around(point).word, "") if point else ("", _("Nobody knows this street or place here."))


@require_safe
def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """What says the same as one idea; whoever looks after the process merges from here."""
    viewer = person_of(request)
    proposal = Proposal.objects.select_related("process", "place").filter(pk=pk).first()
    if proposal is None:
        raise Http404
    found = queries.all_of(proposal.process, viewer)
    if not proposal.is_there or not found.filter(pk=pk).exists():
        raise Http404
    numbers = alike(proposal.process, proposal.title, proposal.text, point_of(proposal), but=proposal.pk)
    context = {
        "proposal": proposal,
        "found": _in_order(found, numbers),
        "may_manage": may_manage(proposal.process, viewer),
    }
    return render(request, "ideas/similar.html", context)


@require_safe
@signed_in
def while_writing(request: HttpRequest, pk: int) -> HttpResponse:
    """A few lines for the page on which somebody writes: does this exist already?"""
    step = step_or_404(request, pk, kind=SLUG)
    title, text = request.GET.get("title", "")[:200], request.GET.get("text", "")[:2_000]
    found = _alike(request, step.process, title.replace("\x00", ""), text.replace("\x00", ""), None)
    return render(request, "ideas/while_writing.html", {"found": found})


@dataclass
class Asked:
    """What a new idea met on its way."""

    found: list[Proposal]
    is_outside: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@once
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """One page. Sent, it first shows what exists already; `?where=` comes from the map."""
    step = step_or_404(request, pk, kind=SLUG)
    by, options = actor_of(request), options_of(step, IdeasOptions)
    manages = may_manage(step.process, by.subject)
    reason = "" if manages else why_not(step, by.subject)
    if reason or not (options.may_add or manages):
        raise Refused(reason or _("Here you comment on the proposals and support them; new ones aren't asked for."))
    draft = draft_of(request, f"ideas.idea:{pk}", label=step.process.title)
    named: dict[str, Any] = {"needs_place": options.needs_place}
    if request.method != "POST" and "where" in request.GET:
        named["initial"] = {"where": request.GET["where"][:300]}
    form = draft.form(IdeaForm, **named)
    asked = Asked(_unseen(request, step, form) if form.is_bound and form.is_valid() else [])
    if form.is_bound and form.is_valid() and not asked.found and (proposal := _bring(form, step, by, asked)):
        draft.drop()
        done(request, _("Your idea is there. Thank you!"))
        return redirect(proposal.url)
    context = {"step": step, "process": step.process, "form": form, "draft": draft, "asked": asked}
    return render(request, "ideas/new.html", context)


def _bring(form: IdeaForm, step: Step, by: Any, asked: Asked) -> Proposal | None:
    said = form.cleaned_data
    with refusals_on(form):
        try:
            words = {name: said[name] for name in ("title", "text", "where", "is_outside")}
            return actions.bring_idea(step, by=by, **words)
        except OutsideButNear:
            asked.is_outside = True
            raise
    return None


def _unseen(request: HttpRequest, step: Step, form: IdeaForm) -> list[Proposal]:
    """What is alike, unless somebody has seen just these."""
    said = form.cleaned_data
    try:
        point = point_named(said["where"]) if said["where"] else None
    except Refused:
        return []  # the action says what is wrong with it
    found = _alike(request, step.process, said["title"], said["text"], point)
    seen = set(said["is_other"].split())
    return [] if {str(one.pk) for one in found} <= seen else found


def _alike(request: HttpRequest, process: Process, title: str, text: str, point: Point | None) -> list[Proposal]:
    numbers = alike(process, title, text, point)
    return _in_order(queries.all_of(process, person_of(request)), numbers)


def _in_order(found: Any, numbers: list[int]) -> list[Proposal]:
    there = {one.pk: one for one in found.filter(pk__in=numbers).select_related("place")} if numbers else {}
    return [there[number] for number in numbers if number in there]


def point_of(proposal: Proposal) -> Point | None:
    if proposal.latitude is None or proposal.longitude is None:
        return None
    return Point(proposal.latitude, proposal.longitude)
