"""The page on which an author tends the photos of a post: what one sees, their order, more of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quartier.api import StoredFile, actor_of, drop_loose, keep_photos, refusals_on, signed_in
from quartier.modules.board import photos as actions
from quartier.modules.board.forms import MorePhotosForm
from quartier.modules.board.models import Post
from quartier.modules.board.queries import photos_of
from quartier.modules.board.writing import own_post
from quartier.ui.flash import done


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    post = own_post(request, pk)
    form = MorePhotosForm(request.POST, request.FILES) if request.method == "POST" else MorePhotosForm()
    if request.method == "POST":
        _describe(request, post)
        if form.is_valid() and _add(request, post, form):
            return redirect("board:photos", pk=pk)
        if not form.errors:
            done(request, _("Thank you. Now everybody knows what is seen there."))
            return redirect(post.url)
    return render(request, "board/photos.html", {"post": post, "photos": photos_of(post), "form": form})


@require_POST
@signed_in
def remove(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    post, photo = _photo(request, pk, key)
    _describe(request, post)  # what was typed beside the others isn't lost
    if photo:
        actions.remove_photo(post, photo, by=actor_of(request))
    return redirect("board:photos", pk=pk)


@require_POST
@signed_in
def forward(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    post, photo = _photo(request, pk, key)
    if photo is None:
        raise Http404
    _describe(request, post)
    actions.bring_forward(post, photo, by=actor_of(request))
    return redirect("board:photos", pk=pk)


def _describe(request: HttpRequest, post: Post) -> None:
    for photo in photos_of(post):
        if f"alt-{photo.key}" in request.POST:
            actions.describe_photo(photo, by=actor_of(request), alt=request.POST[f"alt-{photo.key}"])


def _add(request: HttpRequest, post: Post, form: MorePhotosForm) -> bool:
    """Whether there was something to add, and all of it is there now."""
    by = actor_of(request)
    kept, refused = keep_photos(form.cleaned_data["photos"], by=by)
    for sentence in refused:
        form.add_error("photos", sentence)
    if kept:
        with refusals_on(form):
            actions.add_photos(post, by=by, photos=kept)
        drop_loose(kept, by=by)
    return bool(kept) and not form.errors


def _photo(request: HttpRequest, pk: int, key: str) -> tuple[Post, StoredFile | None]:
    post = own_post(request, pk)
    return post, next((photo for photo in photos_of(post) if photo.key == key), None)
