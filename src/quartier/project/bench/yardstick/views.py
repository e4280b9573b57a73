"""Three pages: a feed done well (four queries, no model objects), one row on a bare page, and a constant body."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import engines
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext

from quartier.project.bench.yardstick.models import Like, Post

COLUMNS = (
    "id", "author_id", "author__username", "kind", "title", "body", "latitude", "longitude", "created", "comments", "likes",
)  # fmt: skip
NAV = [("feed", "Home"), ("add", "Add"), ("history", "History"), ("search", "Search"), ("filter", "Filter")]
CONSTANT = b"x" * int(os.environ.get("QUARTIER_YARDSTICK_BYTES", "20000"))


def feed(request: HttpRequest) -> HttpResponse:
    """The session, its user, the posts, which of them the user likes."""
    posts: list[dict[str, Any]] = list(Post.objects.filter(hood=1).order_by("-created", "-id").values(*COLUMNS)[:20])
    now = timezone.now()
    for post in posts:
        post["iso"], post["ago"] = post["created"].isoformat(), _ago(post["created"], now)
    user = request.user
    numbers = [post["id"] for post in posts]
    liked = set(Like.objects.filter(user_id=user.pk, post_id__in=numbers).values_list("post_id", flat=True))
    jinja: Any = engines["jinja2"]
    template = jinja.env.get_template("feed.html")
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    page = template.render(
        language=get_language(), languages=settings.LANGUAGES, nav=NAV, user=user, csrf=token, hood="Nord", posts=posts,
        liked=liked, last=posts[-1]["id"],
    )  # fmt: skip
    return HttpResponse(page)


def bare(request: HttpRequest) -> HttpResponse:
    return render(request, "bare.html", {"post": Post.objects.get(pk=7)})


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(CONSTANT)


def _ago(moment: datetime, now: datetime) -> str:
    seconds = int((now - moment).total_seconds())
    if seconds < 3600:
        return ngettext("%(num)d minute", "%(num)d minutes", seconds // 60) % {"num": seconds // 60}
    if seconds < 86400:
        return ngettext("%(num)d hour", "%(num)d hours", seconds // 3600) % {"num": seconds // 3600}
    return ngettext("%(num)d day", "%(num)d days", seconds // 86400) % {"num": seconds // 86400}


urlpatterns = [path("feed", feed), path("bare", bare), path("constant", constant), path("health/", constant)]
