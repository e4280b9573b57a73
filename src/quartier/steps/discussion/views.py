"""The pages of a discussion. It stands on the page of its process; these take what is said."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.api import Person, Refused, actor_of, draft_of, once, person_of, refusals_on, rich, signed_in
from quartier.api.processes import Step, may_manage, options_of, process_or_404, step_or_404, why_not
from quartier.steps.discussion import actions, queries
from quartier.steps.discussion.forms import AnswerForm, ArgumentForm, ExpertForm, SummaryForm
from quartier.steps.discussion.models import Argument, Expert
from quartier.steps.discussion.terms import ANSWERS_SHOWN, SHOWN, DiscussionOptions, Side
from quartier.steps.discussion.turning import page_asked, turning
from quartier.ui.flash import done

SLUG = "discussion"
GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
@signed_in
@once
def argue(request: HttpRequest, pk: int) -> HttpResponse:
    """`?side=for` comes from the column in which somebody pressed."""
    step = _open_or_refused(request, step_or_404(request, pk, kind=SLUG))
    draft = draft_of(request, f"discussion.argument:{pk}", label=step.process.title)
    side = request.GET.get("side", "")
    form = draft.form(ArgumentForm, initial={"side": side if side in Side.values else ""})
    if form.is_valid():
        with refusals_on(form):
            argument = actions.argue(step, by=actor_of(request), **form.cleaned_data)
            draft.drop()
            return redirect(_where(argument, step, person_of(request)))
    return render(
        request, "discussion/argue.html", {"step": step, "process": step.process, "form": form, "draft": draft}
    )


@require_safe
def argument(request: HttpRequest, pk: int) -> HttpResponse:
    """One argument with everything that was answered."""
    viewer = person_of(request)
    found = queries.argument_or_none(pk, viewer)
    if found is None:
        raise Http404
    found.step = step = step_or_404(request, found.step_id, kind=SLUG)
    number = page_asked(request)
    said = queries.with_all_answers(found, viewer, number)
    may_answer = not why_not(step, viewer) and options_of(step, DiscussionOptions).may_answer and not said.is_gone
    context = {"step": step, "process": step.process, "said": said, "may_answer": may_answer}
    pages = -(-said.replies_in_all // SHOWN)
    return render(request, "discussion/argument.html", {**context, **turning(request, number, pages)})


@GET_AND_POST
@signed_in
@once
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    argument = Argument.objects.select_related("step", "comment__author", "answers__comment").filter(pk=pk).first()
    if argument is None or argument.comment.deleted or argument.comment.hidden:
        raise Http404
    argument.step = step = _open_or_refused(request, step_or_404(request, argument.step_id, kind=SLUG))
    draft = draft_of(request, f"discussion.answer:{pk}", label=step.process.title)
    form = draft.form(AnswerForm)
    if form.is_valid():
        with refusals_on(form):
            written = actions.answer(argument, by=actor_of(request), text=form.cleaned_data["text"])
            draft.drop()
            return redirect(_where(written, step, person_of(request)))
    context = {"step": step, "process": step.process, "argument": argument, "form": form, "draft": draft}
    context["name"] = argument.comment.author.name_for(person_of(request))
    return render(request, "discussion/answer.html", context)


@GET_AND_POST
@signed_in
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Writing one, with those before it below."""
    step = step_or_404(request, pk, kind=SLUG)
    if not may_manage(step.process, person_of(request)):
        raise Http404
    earlier = queries.summaries(step)
    form = SummaryForm(request.POST or None, initial={"text": earlier[0].text if earlier else ""})
    if form.is_valid():
        with refusals_on(form):
            actions.summarise(step, by=actor_of(request), text=form.cleaned_data["text"])
            done(request, _("It stands above the discussion now."))
            return redirect(step.url)
    context = {"step": step, "process": step.process, "form": form, "earlier": earlier, "rich": rich}
    return render(request, "discussion/summary.html", context)


@GET_AND_POST
@signed_in
def experts(request: HttpRequest, pk: int) -> HttpResponse:
    step = step_or_404(request, pk, kind=SLUG)
    if not may_manage(step.process, person_of(request)):
        raise Http404
    form = ExpertForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            actions.invite_expert(step, by=actor_of(request), **form.cleaned_data)
            done(request, _("What they write from now on says so."))
            return redirect("discussion:experts", pk=pk)
    there = Expert.objects.filter(step=step).select_related("person").order_by("pk")
    return render(
        request, "discussion/experts.html", {"step": step, "process": step.process, "form": form, "there": there}
    )


@require_POST
@signed_in
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    expert = Expert.objects.select_related("step__process").filter(pk=pk).first()
    if expert is None or not may_manage(expert.step.process, person_of(request)):
        raise Http404
    process_or_404(person_of(request), expert.step.process_id)
    actions.dismiss_expert(expert, by=actor_of(request))
    return redirect("discussion:experts", pk=expert.step_id)


def _where(argument: Argument, step: Step, viewer: Person | None) -> str:
    """Where somebody finds what was just written, on whatever page it stands."""
    mark = f"#comment-{argument.comment_id}"
    top = argument.answers
    count = queries.answers_until(argument, viewer) if top else 0
    if top is not None and count > ANSWERS_SHOWN:
        return f"{reverse('discussion:argument', kwargs={'pk': top.pk})}?page={-(-count // SHOWN)}{mark}"
    page = queries.page_with(argument, viewer)
    return f"{step.url}?page={page}{mark}" if page > 1 else f"{step.url}{mark}"


def _open_or_refused(request: HttpRequest, step: Step) -> Step:
    if reason := why_not(step, actor_of(request).subject):
        raise Refused(reason)
    return step
