"""The pages of a round that the process itself doesn't have: what there is, what comes of each need, the review."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.api import (
    ModuleFace,
    Person,
    actor_of,
    has_power,
    modules_here,
    once,
    person_of,
    refusals_on,
    require,
    settings_of,
    signed_in,
    visible_or_404,
)
from quartier.api.processes import START_PROCESS, Process, ProcessState, Proposal, may_manage, process_or_404
from quartier.modules.needs import actions, reviews
from quartier.modules.needs.forms import AdoptForm, AnswerForm, ProjectForm, RejectForm, ReviewForm, RoundForm
from quartier.modules.needs.models import Review, Verdict
from quartier.modules.needs.queries import (
    Line,
    due_reviews,
    line_of,
    lines_of,
    modules_for_a_round,
    months_ahead,
    points_of,
    round_under_way,
    rounds,
    to_put_together,
)
from quartier.modules.needs.terms import ROUND, NeedsSettings
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is asked now, what was decided before, and what is due for a second look."""
    viewer = person_of(request)
    leads = has_power(viewer, START_PROCESS)
    found = list(rounds(viewer)[:20])
    faces = modules_here()
    context = {
        "now": [one for one in found if not one.is_over],
        "past": [one for one in found if one.is_over],
        "here": [face for face in faces if face.is_on],
        "possible": [face for face in faces if not face.is_on],
        "viewer": viewer,
        "leads": leads,
        "to_put_together": to_put_together(found) if leads else {},
        "due": [(decision, next(face for face in faces if face.slug == decision.slug)) for decision in due_reviews()]
        if leads
        else [],
    }
    return render(request, "needs/home.html", context)


@GET_AND_POST
@signed_in
@once
def begin(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    require(by, START_PROCESS)
    form = RoundForm(
        request.POST if request.method == "POST" else None, initial={"title": _("What does our quarter need?")}
    )
    if form.is_valid():
        with refusals_on(form):
            process = actions.begin_round(by=by, **form.cleaned_data)
            done(request, _("The round has begun. Everybody finds it on Heute."))
            return redirect(process.url)
    return render(request, "needs/begin.html", {"form": form, "there": round_under_way()})


@GET_AND_POST
@signed_in
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """All needs with their weight, what was decided about each, and in the end the answer."""
    process = _led(request, pk)
    lines = lines_of(process)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            actions.conclude(process, by=actor_of(request), text=form.cleaned_data["text"])
            done(request, _("Answered. Everybody who took part is told."))
            return redirect(process.url)
    left = sum(line.verdict is None for line in lines)
    return render(request, "needs/decide.html", {"process": process, "lines": lines, "left": left, "form": form})


@GET_AND_POST
@signed_in
@once
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    faces = modules_for_a_round()
    line = _line(request, pk, faces)
    people = _with(list(line.hands), actor_of(request).person)
    initial = {
        "slug": line.fitting[0].slug if line.fitting else "",
        "caretakers": [str(one.pk) for one in line.hands],
        "review": months_ahead(settings_of(NeedsSettings).review_months),
    }
    form = AdoptForm(request.POST if request.method == "POST" else None, faces=faces, people=people, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_on(form):
            chosen = [one for one in people if str(one.pk) in said["caretakers"]]
            actions.adopt(
                line.proposal, by=actor_of(request), slug=said["slug"], caretakers=chosen, review=said["review"],
                reason=said["reason"],
            )  # fmt: skip
            done(request, _("Switched on. Everybody can read why."))
            return redirect("needs:decide", pk=line.proposal.process_id)
    return _ask(request, line, form, title=_("Switch a module on"), submit=_("Switch it on"))


@GET_AND_POST
@signed_in
@once
def project(request: HttpRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    people = list(line.hands)
    form = ProjectForm(
        request.POST if request.method == "POST" else None, people=people, initial={"name": line.proposal.title[:80]}
    )
    if form.is_valid():
        said = form.cleaned_data
        with refusals_on(form):
            chosen = [one for one in people if str(one.pk) in said["people"]]
            actions.found_project(
                line.proposal, by=actor_of(request), name=said["name"], people=chosen, reason=said["reason"]
            )
            done(request, _("The group is founded, and all who are in it are told."))
            return redirect("needs:decide", pk=line.proposal.process_id)
    return _ask(request, line, form, title=_("Do it ourselves"), submit=_("Found the group"))


@GET_AND_POST
@signed_in
@once
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    form = RejectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            actions.reject(line.proposal, by=actor_of(request), reason=form.cleaned_data["reason"])
            done(request, _("Decided. Whoever stands behind it is told, with the reason."))
            return redirect("needs:decide", pk=line.proposal.process_id)
    return _ask(request, line, form, title=_("Not now"), submit=_("Decide it like this"))


@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One need and what was decided about it: where the page "Why is this here?" leads."""
    verdict = get_object_or_404(Verdict.objects.select_related("proposal__process", "group"), proposal__pk=pk)
    visible_or_404(person_of(request), verdict.proposal.process)
    points, voters = points_of(verdict.proposal.process).get(pk, (0, 0))
    context = {
        "verdict": verdict,
        "proposal": verdict.proposal,
        "process": verdict.proposal.process,
        "merged": list(verdict.proposal.merged.filter(withdrawn=None)),
        "points": points,
        "voters": voters,
        "face": next((face for face in modules_here() if face.slug == verdict.slug), None),
    }
    return render(request, "needs/decision.html", context)


@require_POST
@signed_in
def ask_again(request: HttpRequest, slug: str) -> HttpResponse:
    by = actor_of(request)
    require(by, START_PROCESS)
    asked = reviews.ask_again(slug, by=by)
    done(request, _("All neighbours are asked now, for two weeks."))
    return redirect(asked.process.url)


@GET_AND_POST
@signed_in
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What neighbours said, and what is done now."""
    process = process_or_404(person_of(request), pk)
    found = Review.objects.filter(process=process).first()
    if found is None or not may_manage(process, actor_of(request).person):
        raise Http404
    if process.state != ProcessState.WAITING:
        return redirect(process.url)
    initial = {"until": months_ahead(settings_of(NeedsSettings).review_months)}
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_on(form):
            stays = said["stays"] == "yes"
            reviews.conclude_review(
                found, by=actor_of(request), stays=stays, reason=said["reason"], until=said["until"] if stays else None
            )
            done(request, _("Decided. Everybody who took part is told."))
            return redirect(process.url)
    step = process.steps.order_by("-order").first()
    result = step.of_kind.result(step) if step else None
    face = next((one for one in modules_here() if one.slug == found.slug), None)
    return render(request, "needs/review.html", {"process": process, "form": form, "result": result, "face": face})


def _led(request: HttpRequest, pk: int) -> Process:
    """A round whose needs are decided about now, for those who lead it."""
    return _round_of(request, process_or_404(person_of(request), pk))


def _round_of(request: HttpRequest, process: Process) -> Process:
    if process.template != ROUND or not may_manage(process, actor_of(request).person):
        raise Http404
    return process


def _line(request: HttpRequest, pk: int, faces: list[ModuleFace] | None = None) -> Line:
    proposal = get_object_or_404(Proposal.objects.select_related("process__group"), pk=pk)
    _round_of(request, proposal.process)
    line = line_of(proposal, faces)
    if line is None:
        raise Http404
    return line


def _ask(request: HttpRequest, line: Line, form: Any, *, title: str, submit: str) -> HttpResponse:
    context = {"line": line, "form": form, "title": title, "submit": submit, "process": line.proposal.process}
    return render(request, "needs/outcome.html", context)


def _with(people: list[Person], one: Person) -> list[Person]:
    return people if one in people else [*people, one]
