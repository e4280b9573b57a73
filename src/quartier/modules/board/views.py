"""The pages of the board that everybody reads: the list, one post, its earlier versions; and saying thank you."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.api import (
    Entry,
    Prepared,
    actor_of,
    card_page,
    comments_on,
    has_power,
    map_around,
    person_of,
    signed_in,
    start_link,
    visible_or_404,
    warnings_in,
)
from quartier.modules.board import faces, rules
from quartier.modules.board import thanks as thanking
from quartier.modules.board.models import Post
from quartier.modules.board.terms import KIND, WRITE
from quartier.ui.flash import done


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What stands on the board. Filters and the way on stand in the address, so that a list can be sent to somebody."""
    context = {
        "page": card_page(request, kind=KIND),
        "may_write": has_power(person_of(request), WRITE),
    }
    return render(request, "board/list.html", context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    post, entry = visible_post(request, pk)
    viewer = person_of(request)
    is_own = rules.is_own(post, viewer)
    context: dict[str, Any] = {
        "post": post,
        "face": faces.of(post, entry, viewer, is_own=is_own),
        "comments": comments_on(entry, viewer),
        "map": map_around(post.place),
        "caution": [] if is_own or post.organisation else warnings_in(f"{post.title}\n{post.text}", viewer),
    }
    if is_own:
        context["as_request"] = start_link("help.request", like=entry)
    return render(request, "board/detail.html", context)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, the newest first. Whoever sees the post sees what stood there before."""
    post, _entry = visible_post(request, pk)
    return render(request, "board/history.html", {"post": post, "versions": faces.versions(post)})


@require_POST
@signed_in
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    post, _entry = visible_post(request, pk)
    thanking.say_thanks(post, by=actor_of(request))
    done(request, _("Your thanks have arrived."))
    return redirect(post.url)


@require_POST
@signed_in
def no_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    post, _entry = visible_post(request, pk)
    thanking.take_back_thanks(post, by=actor_of(request))
    return redirect(post.url)


_post = Prepared(lambda pk: Post.objects.select_related("author", "organisation", "place", "group").filter(pk=pk))


def visible_post(request: HttpRequest, pk: int) -> tuple[Post, Entry]:
    post = next(iter(_post(pk)), None)
    if post is None:
        raise Http404
    return post, visible_or_404(person_of(request), post)
