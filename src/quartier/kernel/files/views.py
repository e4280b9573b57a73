"""Handing out files, and the page of one's own."""

from __future__ import annotations

from pathlib import Path

from django.db.models import Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from quartier.kernel.files.actions import MEGABYTE, FileSettings, delete_file
from quartier.kernel.files.models import StoredFile
from quartier.kernel.files.visibility import may_open
from quartier.kernel.quarter.modules import read_settings
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.ui.flash import done


@signed_in
def files(request: HttpRequest) -> HttpResponse:
    """What somebody keeps here, and how much room is left."""
    own = (
        StoredFile.objects.filter(owner=actor_of(request).subject)
        .select_related("entry", "matter", "group")
        .order_by("-pk")
    )
    used = own.aggregate(total=Sum("size"))["total"] or 0
    quota = read_settings("files", FileSettings).quota_megabytes
    return render(request, "files/files.html", {"files": own, "used": used / MEGABYTE, "quota": quota})


def file(request: HttpRequest, key: str) -> HttpResponseBase:
    """The bytes, to whoever may see what the file belongs to. Only our own redrawn pictures are shown in the browser."""
    stored = _openable(request, key)
    return _handed_out(stored, stored.path, stored.media_type)


def small(request: HttpRequest, key: str) -> HttpResponseBase:
    """The small rendition of a picture, to the same people; of what is small anyway, the picture itself."""
    stored = _openable(request, key)
    return _handed_out(stored, stored.small_path, "image/webp" if stored.has_small else stored.media_type)


def _openable(request: HttpRequest, key: str) -> StoredFile:
    stored = get_object_or_404(StoredFile.objects.select_related("entry", "matter", "group"), key=key)
    if not may_open(person_of(request), stored):
        raise Http404
    return stored


def _handed_out(stored: StoredFile, path: Path, media_type: str) -> HttpResponseBase:
    """Under one address always the same bytes, so browsers may keep them for a day."""
    if not path.is_file():
        raise Http404
    response = FileResponse(
        path.open("rb"), as_attachment=not stored.is_picture, filename=stored.name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": True}  # type: ignore[attr-defined]  # as csp.decorators do
    return response


@signed_in
def delete(request: HttpRequest, key: str) -> HttpResponse:
    stored = get_object_or_404(StoredFile, key=key, owner=actor_of(request).subject)
    if request.method == "POST":
        delete_file(stored, by=actor_of(request))
        done(request, _("The file is deleted."))
        return redirect("files:list")
    return render(request, "files/delete.html", {"file": stored})
