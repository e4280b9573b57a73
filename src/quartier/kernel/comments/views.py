"""The pages of comments. Most stand below their post; these take what is sent, and show it where something is refused."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.kernel.comments import actions
from quartier.kernel.comments.forms import CommentForm
from quartier.kernel.comments.models import Comment
from quartier.kernel.comments.thread import comments_on
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.visibility import may_see
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.ui.flash import done


@signed_in
def comments(request: HttpRequest, entry_pk: int) -> HttpResponse:
    """All comments on a post; sent to, it adds one."""
    entry, viewer = Entry.objects.select_related("author").filter(pk=entry_pk).first(), person_of(request)
    if entry is None or not may_see(viewer, entry):
        return _gone(request)
    form = CommentForm(request.POST, auto_id="comment_%s") if request.method == "POST" else None
    if form is not None and form.is_valid():
        with refusals_on(form):
            comment = actions.add_comment(entry, by=actor_of(request), text=form.cleaned_data["text"])
            return redirect(f"{entry.url}#comment-{comment.pk}")
    return render(request, "comments/on.html", {"comments": comments_on(entry, viewer, refused=form)})


@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    comment = Comment.objects.select_related("entry").filter(pk=pk, author=actor_of(request).subject).first()
    if comment is None:
        return _gone(request)
    form = CommentForm(request.POST or None, initial={"text": comment.text})
    if form.is_valid():
        with refusals_on(form):
            actions.edit_comment(comment, by=actor_of(request), text=form.cleaned_data["text"])
            return redirect(f"{comment.entry.url}#comment-{comment.pk}")
    return render(request, "comments/edit.html", {"comment": comment, "form": form})


@require_POST
@signed_in
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _own_or_404(request, pk)
    actions.delete_comment(comment, by=actor_of(request))
    done(request, _("Your comment is deleted."), undo_url=reverse("comments:restore", kwargs={"pk": pk}))
    return redirect(f"{comment.entry.url}#comments")


@require_POST
@signed_in
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Undoes `delete`."""
    comment = _own_or_404(request, pk)
    actions.restore_comment(comment, by=actor_of(request))
    return redirect(f"{comment.entry.url}#comment-{pk}")


def _gone(request: HttpRequest) -> HttpResponse:
    """Deleted while somebody was writing about it: their words aren't. Who never saw it learns as little as from a 404."""
    text = request.POST.get("text", "").replace("\x00", "").strip()
    if not text:
        raise Http404
    return render(request, "comments/gone.html", {"text": text}, status=404)


def _visible_or_404(request: HttpRequest, pk: int) -> Comment:
    comment = get_object_or_404(Comment.objects.select_related("entry__author", "author"), pk=pk, deleted=None)
    if not may_see(person_of(request), comment.entry):
        raise Http404
    return comment


def _own_or_404(request: HttpRequest, pk: int) -> Comment:
    """Somebody who no longer sees the post still gets at their own words."""
    return get_object_or_404(Comment.objects.select_related("entry"), pk=pk, author=actor_of(request).subject)
