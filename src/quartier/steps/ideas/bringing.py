"""Bringing an idea: one page, which first shows what exists already. Photos are kept while it goes to and fro."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import (
    Actor,
    OutsideButNear,
    Refused,
    StoredFile,
    actor_of,
    describe_file,
    draft_of,
    drop_loose,
    keep_photos,
    loose_photos,
    near_in_words,
    once,
    person_of,
    point_named,
    refusals_on,
    signed_in,
)
from quartier.api.processes import Process, Proposal, Step, may_manage, options_of, step_or_404, why_not
from quartier.steps.ideas import actions, queries
from quartier.steps.ideas.forms import IdeaForm
from quartier.steps.ideas.memory import alike
from quartier.steps.ideas.terms import IdeasOptions
from quartier.ui.flash import done

SLUG = "ideas"


@dataclass
class Asked:
    """What a new idea met on its way."""

    found: list[Proposal]
    is_outside: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@once
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent, it first shows what exists already; `?where=` comes from the map."""
    step = step_or_404(request, pk, kind=SLUG)
    by, options = actor_of(request), options_of(step, IdeasOptions)
    manages = may_manage(step.process, by.subject)
    reason = "" if manages else why_not(step, by.subject)
    if reason or not (options.may_add or manages):
        raise Refused(reason or _("Here you comment on the proposals and support them; new ones aren't asked for."))
    draft = draft_of(request, f"ideas.idea:{pk}", label=step.process.title, url=reverse("ideas:new", kwargs={"pk": pk}))
    form = draft.form(IdeaForm, needs_place=options.needs_place)
    if request.method != "POST" and "where" in request.GET:
        form.initial["where"] = request.GET["where"][:300]
    form.kept = _photos(form, draft.said("kept"), by)
    asked = Asked(_unseen(request, step, form) if form.is_bound and form.is_valid() else [])
    if form.is_bound and form.is_valid() and not asked.found and (proposal := _bring(form, step, by, asked)):
        draft.drop()
        done(request, _("Your idea is there. Thank you!"))
        return redirect(proposal.url)
    near = near_in_words(str(form["where"].value() or ""))
    context = {"step": step, "process": step.process, "form": form, "draft": draft, "asked": asked, "near": near}
    return render(request, "ideas/new.html", context)


@require_safe
@signed_in
def while_writing(request: HttpRequest, pk: int) -> HttpResponse:
    """A few lines for the page on which somebody writes: does this exist already?"""
    step = step_or_404(request, pk, kind=SLUG)
    title, text = request.GET.get("title", "")[:200], request.GET.get("text", "")[:2_000]
    found = _alike(request, step.process, title.replace("\x00", ""), text.replace("\x00", ""))
    return render(request, "ideas/while_writing.html", {"found": found})


def _photos(form: IdeaForm, kept: list[str], by: Actor) -> list[StoredFile]:
    """Those that earlier tries brought, and those that came now."""
    photos = loose_photos(kept, by=by)
    if not form.is_bound:
        return photos
    form.is_valid()
    uploads = form.cleaned_data.get("photos", []) if not form.errors.get("photos") else []
    new_ones, refused = keep_photos(uploads, by=by)
    for photo in new_ones:
        describe_file(photo, by=by, alt=form.cleaned_data.get("alt", ""))
    for sentence in refused:
        form.add_error("photos", sentence)
    return [*photos, *(photo for photo in new_ones if photo not in photos)]


def _bring(form: IdeaForm, step: Step, by: Actor, asked: Asked) -> Proposal | None:
    said = form.cleaned_data
    with refusals_on(form):
        try:
            words = {name: said[name] for name in ("title", "text", "where", "is_outside")}
            proposal = actions.bring_idea(step, by=by, photos=form.kept, **words)
        except OutsideButNear:
            asked.is_outside = True
            raise
        drop_loose(form.kept, by=by)
        return proposal
    return None


def _unseen(request: HttpRequest, step: Step, form: IdeaForm) -> list[Proposal]:
    """What is alike, unless somebody has seen just these."""
    said = form.cleaned_data
    try:
        point = point_named(said["where"]) if said["where"] else None
    except Refused:
        return []  # the action says what is wrong with it
    numbers = alike(step.process, said["title"], said["text"], point)
    found = queries.in_order(queries.all_of(step.process, person_of(request)), numbers)
    seen = set(said["is_other"].split())
    return [] if {str(one.pk) for one in found} <= seen else found


def _alike(request: HttpRequest, process: Process, title: str, text: str) -> list[Proposal]:
    return queries.in_order(queries.all_of(process, person_of(request)), alike(process, title, text))
