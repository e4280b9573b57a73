"""Writing a post, changing it, taking it down: what its author does."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quartier.api import (
    Actor,
    Refused,
    StoredFile,
    actor_of,
    draft_of,
    drop_loose,
    keep_photos,
    loose_photos,
    refusals_on,
    require,
    signed_in,
)
from quartier.modules.board import actions, faces, rules
from quartier.modules.board.forms import PostForm, WordsForm, answers_of
from quartier.modules.board.models import Post
from quartier.modules.board.photos import describe_photo
from quartier.modules.board.sorts import SORTS
from quartier.modules.board.terms import KIND, WRITE
from quartier.ui.flash import done


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """One page. `?title=…&text=…` from another module, `?sort=…` and `?group=…` from a link fill some of it in."""
    by = actor_of(request)
    require(by, WRITE)
    draft = draft_of(request, KIND)
    if request.method != "POST":
        form = draft.form(PostForm, person=by.subject, initial=_asked(request))
        form.kept = loose_photos(draft.resumed.answers.get("kept", []), by=by) if draft.resumed else []
        return render(request, "board/new.html", {"form": form, "draft": draft})
    form = draft.form(PostForm, person=by.subject)
    form.kept = photos = _photos(request, form, by)
    if form.is_valid():
        with refusals_on(form), transaction.atomic():
            post = _publish(form, by, photos, draft.word)
            draft.drop()
            done(request, _("It stands on the board now."))
            lacks_words = any(not photo.alt for photo in photos)
            return redirect("board:photos", pk=post.pk) if lacks_words else redirect(post.url)
    return render(request, "board/new.html", {"form": form, "draft": draft})


def _asked(request: HttpRequest) -> dict[str, Any]:
    asked = {name: request.GET[name] for name in ("title", "text", "where") if name in request.GET}
    if request.GET.get("sort") in SORTS:
        asked["sort"] = request.GET["sort"]
    if "group" in request.GET:
        asked["reach"] = f"group:{request.GET['group']}"
    return asked


def _photos(request: HttpRequest, form: PostForm, by: Actor) -> list[StoredFile]:
    """Those that earlier tries brought, and those that came now; with what is said about them."""
    photos = loose_photos(request.POST.getlist("kept"), by=by)
    for photo in photos:
        describe_photo(photo, by=by, alt=request.POST.get(f"alt-{photo.key}", ""))
    uploads = form.cleaned_data.get("photos", []) if form.is_bound and not form.errors.get("photos") else []
    new_ones, refused = keep_photos(uploads, by=by)
    for sentence in refused:
        form.add_error("photos", sentence)
    return [*photos, *(photo for photo in new_ones if photo not in photos)]


def _publish(form: PostForm, by: Actor, photos: list[StoredFile], draft: UUID) -> Post:
    post = actions.write_post(
        by=Actor(by.person, for_person=by.for_person, organisation=form.chosen_organisation()),
        reach=form.chosen_reach(),
        group=form.chosen_group(),
        photos=photos,
        draft=draft,
        **form.details(),
    )
    drop_loose(photos, by=by)
    return post


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    post = own_post(request, pk)
    draft = draft_of(request, f"{KIND}:{pk}", label=post.title)
    form = draft.form(WordsForm, initial=answers_of(post))
    if form.is_valid():
        with refusals_on(form):
            actions.edit_post(post, by=actor_of(request), **form.details())
            draft.drop()
            done(request, _("Changed. What stood there before can still be read."))
            return redirect(post.url)
    context = {"post": post, "form": form, "who_sees": faces.who_sees(post), "draft": draft}
    return render(request, "board/edit.html", context)


@require_POST
@signed_in
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    post = own_post(request, pk)
    actions.delete_post(post, by=actor_of(request))
    done(request, _("Deleted. Nobody sees it any more."), undo_url=reverse("board:restore", kwargs={"pk": pk}))
    return redirect("board:list")


@require_POST
@signed_in
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.restore_post, _("It stands on the board again."))


@require_POST
@signed_in
def close(request: HttpRequest, pk: int) -> HttpResponse:
    undo_url = reverse("board:reopen", kwargs={"pk": pk})
    return _do(request, pk, actions.close_post, _("How nice! It is in no list any more."), undo_url)


@require_POST
@signed_in
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.reopen_post, _("It stands on the board again."))


@require_POST
@signed_in
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.renew_post, _("Thank you! It stays on the board."))


def _do(request: HttpRequest, pk: int, action: Callable[..., None], sentence: str, undo_url: str = "") -> HttpResponse:
    post = own_post(request, pk)
    try:
        action(post, by=actor_of(request))
    except Refused as refusal:
        messages.warning(request, str(refusal.message))
    else:
        done(request, sentence, undo_url=undo_url)
    return redirect(post.url)


def own_post(request: HttpRequest, pk: int) -> Post:
    """The post, if it is theirs to change; to everybody else there is none."""
    post = Post.objects.select_related("author", "organisation", "place", "group").filter(pk=pk).first()
    if post is None or not rules.is_own(post, actor_of(request).subject):
        raise Http404
    return post
