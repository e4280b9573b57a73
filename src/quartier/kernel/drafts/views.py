"""Where forms send what is to be kept, and what somebody has begun."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel.drafts import actions
from quartier.kernel.drafts.actions import Kept, Page, drafts_of
from quartier.kernel.drafts.answers import PHOTOS, Answers, answers_in
from quartier.kernel.drafts.models import KEPT_FOR, Draft
from quartier.kernel.drafts.opened import browser_word, number_or_zero, owner_word, uuid_or_none
from quartier.kernel.files.actions import MOST_FILES
from quartier.kernel.files.attaching import describe_file
from quartier.kernel.files.photos import keep_photos
from quartier.kernel.people.browsers import device_in_words
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui import dates
from quartier.ui.flash import done, warn

FORM = re.compile(r"[a-z0-9_.:-]{1,60}")


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    drafts = drafts_of(actor_of(request).subject)
    return render(request, "drafts/mine.html", {"drafts": drafts, "days": KEPT_FOR.days})


@require_POST
@signed_in
def keep(request: HttpRequest, form: str) -> HttpResponse:
    """Keeps what a form holds right now. Asked by a script it answers in JSON, else it leads back to the form."""
    page = _page(request)
    if page is None or not FORM.fullmatch(form):
        raise Http404
    try:
        answers = {**answers_in(request.POST), **_photos(request)}
        kept = actions.keep_draft(form, answers, by=actor_of(request), said=page)
    except Refused as refusal:
        if _is_script(request):
            return JsonResponse({"text": str(refusal.message)}, status=422)
        raise
    return _tell_script(kept) if _is_script(request) else _tell(request, kept)


def _photos(request: HttpRequest) -> Answers:
    """A photo that was chosen comes along, for no page can put it back into its field. A script sends words alone."""
    new_ones, refused = keep_photos(request.FILES.getlist("photos")[:MOST_FILES], by=actor_of(request))
    for sentence in refused:
        warn(request, sentence)
    for photo in new_ones if request.POST.get("alt") else ():
        describe_file(photo, by=actor_of(request), alt=request.POST["alt"])
    keys = [*request.POST.getlist(PHOTOS), *(photo.key for photo in new_ones)]
    return {PHOTOS: list(dict.fromkeys(keys))} if new_ones else {}


def _page(request: HttpRequest) -> Page | None:
    said = request.POST
    word, page = uuid_or_none(said.get("draft")), uuid_or_none(said.get("draft_page"))
    url, label = said.get("draft_url", ""), said.get("draft_label", "").replace("\x00", "")
    if said.get("draft_owner") != owner_word(actor_of(request).subject):  # somebody else logged in meanwhile
        return None
    if word is None or page is None or not _is_ours(url):
        return None
    device = device_in_words(request.headers.get("User-Agent", ""))
    version = number_or_zero(said.get("draft_version"))
    return Page(
        word=word,
        page=page,
        version=version,
        label=label[:120],
        url=url,
        device=device,
        browser=browser_word(request),
        asks=frozenset(said.get("draft_asks", "")[:2000].replace("\x00", "").split()),
    )


def _is_ours(url: str) -> bool:
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, None) and len(url) <= 400 and url.isprintable()


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _tell_script(kept: Kept) -> HttpResponse:
    if kept.draft is None:
        return JsonResponse({"text": ""})
    said = {
        "text": _("Draft kept at %(time)s.") % {"time": dates.clock(kept.draft.changed)},
        "draft": str(kept.draft.word),
        "version": kept.draft.version,
        "go_on_url": kept.draft.go_on_url,
    }
    if kept.is_beside:
        said["beside"] = _("You have written this on another device as well. Nothing is lost: both are kept.")
        said["choose"] = _("Look at both")
        said["choose_url"] = _choose_url(kept.draft.form)
    return JsonResponse(said)


def _tell(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Back to the form; or, with `draft_then`, to a page that leads back to it, like the map."""
    if kept.draft is None:
        return redirect("drafts:mine")
    if kept.is_beside:
        warn(request, _("You have written this on another device as well. Nothing is lost: both are kept."))
        return redirect(_choose_url(kept.draft.form))
    then = request.POST.get("draft_then", "")
    if then and _is_ours(then):
        return redirect(f"{then}{'&' if '?' in then else '?'}draft={kept.draft.word}")
    text = _("Your draft is kept. You also find it under “Me”. %(days)d days without a change, then it is deleted.")
    done(request, text % {"days": KEPT_FOR.days})
    return redirect(kept.draft.go_on_url)


@require_safe
@signed_in
def choose(request: HttpRequest, form: str) -> HttpResponse:
    """Several drafts of one form, side by side."""
    drafts = list(drafts_of(actor_of(request).subject, form))
    if not drafts:
        raise Http404
    return render(request, "drafts/choose.html", {"drafts": drafts, "texts": {one.pk: _texts(one) for one in drafts}})


def _texts(draft: Draft) -> list[str]:
    """What somebody wrote, without what they ticked."""
    return [text for values in draft.answers.values() for text in values if " " in text.strip() or len(text) > 20]


@require_POST
@signed_in
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """This one of several; the others are thrown away."""
    draft = _own_or_404(request, pk)
    actions.choose_draft(draft, by=actor_of(request))
    done(request, _("You go on with this one. The other one can be brought back for a day."), undo_url=_back_url(draft))
    return redirect(draft.go_on_url)


@require_POST
@signed_in
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undoes `take`."""
    draft = _own_or_404(request, pk)
    for other in draft.person.drafts.filter(form=draft.form, dropped__isnull=False):
        actions.restore_draft(other, by=actor_of(request))
    return redirect(_choose_url(draft.form))


@require_POST
@signed_in
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    draft = _own_or_404(request, pk)
    actions.drop_draft(draft, by=actor_of(request))
    done(request, _("Your draft is thrown away."), undo_url=reverse("drafts:restore", kwargs={"pk": pk}))
    return redirect(_next(request, draft.url))


@require_POST
@signed_in
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    draft = _own_or_404(request, pk)
    actions.restore_draft(draft, by=actor_of(request))
    done(request, _("Your draft is back."))
    return redirect(draft.go_on_url)


def _own_or_404(request: HttpRequest, pk: int) -> Draft:
    return get_object_or_404(Draft, pk=pk, person=actor_of(request).subject)


def _next(request: HttpRequest, otherwise: str) -> str:
    return reverse("drafts:mine") if request.POST.get("next") == "mine" else otherwise


def _choose_url(form: str) -> str:
    return reverse("drafts:choose", kwargs={"form": form})


def _back_url(draft: Draft) -> str:
    return reverse("drafts:take_back", kwargs={"pk": draft.pk})
