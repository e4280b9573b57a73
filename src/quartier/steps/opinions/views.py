"""The pages that everybody reads: one statement at a time, one's own answers, all statements, the report."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import Refused, actor_of, draft_of, once, person_of, refusals_on, signed_in
from quartier.api.processes import Step, StepState, may_manage, options_of, step_or_404, why_not
from quartier.steps.opinions import actions, queries
from quartier.steps.opinions.faces import bars_of, map_face
from quartier.steps.opinions.forms import StatementForm
from quartier.steps.opinions.results import as_csv
from quartier.steps.opinions.terms import ICONS, PAGE, SLUG, OpinionOptions, Said
from quartier.ui.flash import done, warn
from quartier.ui.jinja import query

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
@signed_in
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement, three buttons. Without scripts, too: each answer leads to the next statement."""
    step = step_or_404(request, pk, kind=SLUG)
    by = actor_of(request)
    if reason := why_not(step, by.subject):
        warn(request, reason)
        return redirect(step.url)
    if request.method == "POST":
        return _answered(request, step)
    way = queries.way_of(step, by.subject, _number(request.GET.get("number", "")))
    found = queries.standing(step, by.subject).filter(number=way.next or 0).select_related("comment__author").first()
    is_own = by.for_person is None  # whoever acts for somebody doesn't read what they said before
    context = {
        "step": step,
        "process": step.process,
        "statement": queries.face_of(found, by.subject) if found else None,
        "said": way.answers.get(way.next or 0) if is_own else None,
        "choices": choices(),
        "total": way.total,
        "answered": way.answered,
        "may_add": options_of(step, OpinionOptions).may_add,
    }
    return render(request, "opinions/vote.html", context)


def _answered(request: HttpRequest, step: Step) -> HttpResponse:
    """Back to where somebody answered: to the next statement, or among their answers."""
    back = reverse("opinions:vote", kwargs={"pk": step.pk})
    if request.POST.get("back") == "mine":
        back = reverse("opinions:mine", kwargs={"pk": step.pk})
    try:
        number = _number(request.POST.get("number", ""))
        actions.answer(step, number, by=actor_of(request), said=request.POST.get("said", ""))
    except Refused as refusal:
        warn(request, str(refusal))
        return redirect(back)
    return redirect(f"{back}#n{number}" if request.POST.get("back") == "mine" else back)


def choices() -> list[tuple[str, str, str]]:
    """Value, words, icon: in the order of the keys 1, 2, 3."""
    return [(said.value, str(said.label), ICONS[said.value]) for said in Said]


@require_safe
@signed_in
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """What one answered, to change it, and what became of one's own statements. Nobody else reads this page."""
    step = step_or_404(request, pk, kind=SLUG)
    viewer, subject = person_of(request), actor_of(request).subject
    answers = queries.answers_of(step, viewer)
    found = queries.standing(step, subject).filter(number__in=answers)
    context = {
        "step": step,
        "process": step.process,
        "answers": [(one, answers[one.number]) for one in queries.faced(found, subject)],
        "brought": queries.brought_by(step, subject),
        "choices": choices(),
        "why_not": why_not(step, subject),
    }
    return render(request, "opinions/mine.html", context)


@require_safe
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """All statements with their authors; with how many of ten agree, once the map may be seen."""
    step = step_or_404(request, pk, kind=SLUG)
    viewer = person_of(request)
    page = min(max(_number(request.GET.get("page", "1")), 1), 1_000)
    found = queries.standing(step, viewer)[(page - 1) * PAGE : page * PAGE + 1]
    faces = queries.faced(found, viewer)
    kept = queries.map_of(step) if sees_map(step) else {}
    bars = {
        one.number: bars_of(kept, one.number) for one in faces if kept.get("groups") and one.number in kept["numbers"]
    }
    context = {
        "step": step,
        "process": step.process,
        "statements": faces[:PAGE],
        "bars": bars,
        "older_url": query(request, page=str(page + 1)) if len(faces) > PAGE else "",
        "newer_url": query(request, page=str(page - 1)) if page > 1 else "",
    }
    return render(request, "opinions/list.html", context)


@GET_AND_POST
@signed_in
@once
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Bringing a statement. It is one's own answer to it at once only if one answers it."""
    step = step_or_404(request, pk, kind=SLUG)
    options = options_of(step, OpinionOptions)
    reason = why_not(step, actor_of(request).subject)
    if reason or not options.may_add:
        raise Refused(reason or _("Here you answer statements; new ones aren't asked for."))
    draft = draft_of(request, f"opinions.statement:{pk}", label=step.process.title)
    form = draft.form(StatementForm)
    if form.is_valid():
        with refusals_on(form):
            actions.bring_statement(step, by=actor_of(request), text=form.cleaned_data["text"])
            draft.drop()
            waits = _("Thank you! It stands as soon as somebody has looked at it.")
            done(request, waits if options.checks_before else _("Thank you! Your statement stands now."))
            return redirect("opinions:vote", pk=pk)
    context: dict[str, Any] = {"step": step, "process": step.process, "form": form, "draft": draft, "options": options}
    return render(request, "opinions/say.html", context)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The map with everything it says, to read and to print."""
    step = step_or_404(request, pk, kind=SLUG)
    if not sees_map(step) and not may_manage(step.process, person_of(request)):
        raise Http404
    viewer = person_of(request)
    context = {
        "step": step,
        "process": step.process,
        "map": map_face(step, viewer, queries.answers_of(step, viewer), most=10),
        "statements": queries.standing(step).count(),
        "kept": queries.map_of(step),
    }
    return render(request, "opinions/report.html", context)


@require_safe
def comments_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Once it is over: as answers come in, two files of two days would tell what came between them."""
    step = step_or_404(request, pk, kind=SLUG)
    if step.state != StepState.CLOSED:
        raise Http404
    response = HttpResponse("\ufeff" + as_csv(step), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="comments-{step.pk}.csv"'
    return response


def sees_map(step: Step) -> bool:
    return step.state == StepState.CLOSED or options_of(step, OpinionOptions).shows_map


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
