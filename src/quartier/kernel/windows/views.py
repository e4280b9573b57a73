"""The windows: one kind's list, notices. Heute, search, the calendar and places have files of their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel import registry
from quartier.kernel.notifications.actions import mark_read, mark_unread
from quartier.kernel.notifications.queries import latest_notices, readable_notices
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.kernel.windows.lists import card_page
from quartier.ui.flash import done

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

MOST_NOTICES = 100


@require_safe
def list_of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """All entries of one kind, for links from elsewhere; modules may have a richer list of their own."""
    spec = registry.kinds().get(kind)
    if spec is None or not is_on(kind.partition(".")[0]):
        raise Http404
    return render(request, "windows/list.html", {"kind": spec, "page": card_page(request, kind=kind)})


@require_safe
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    assert person is not None  # noqa: S101 (signed_in)
    latest = list(latest_notices(person)[:MOST_NOTICES])
    new = [notice for notice in latest if not notice.read]
    if len(latest) < MOST_NOTICES:
        request.unread_count = len(new)  # type: ignore[attr-defined]  # so that the frame needn't count them again
    return render(request, "windows/notices.html", {"new": new, "read": [notice for notice in latest if notice.read]})


@require_POST
@signed_in
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks the notice read and goes where it leads."""
    person = person_of(request)
    notice = readable_notices(person).filter(pk=pk).first() if person else None
    if person is None or notice is None:
        raise Http404
    mark_read(person, url=notice.url)
    return redirect(notice.url or "notices")


@require_POST
@signed_in
def read_all_notices(request: HttpRequest) -> HttpResponse:
    read = mark_read(actor_of(request).subject)
    moment = (read - BEGINNING) // timedelta(microseconds=1)
    done(request, _("All marked as read."), undo_url=reverse("unread_notices", kwargs={"moment": moment}))
    return redirect("notices")


@require_POST
@signed_in
def bring_back_notices(request: HttpRequest, moment: int) -> HttpResponse:
    """Undoes `read_all_notices`."""
    if moment >= 10**17:
        raise Http404
    mark_unread(actor_of(request).subject, read=BEGINNING + timedelta(microseconds=moment))
    return redirect("notices")
