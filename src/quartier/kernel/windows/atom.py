"""Atom feeds (RFC 4287) of what everybody may see anyway; nobody's session is looked at."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from quartier.kernel import registry
from quartier.kernel.entries.audiences import PUBLIC
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.models import Entry
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.windows.cards import name_of_author, sort_of
from quartier.kernel.windows.lists import MOST_FACETS
from quartier.ui.shortening import beginning

MOST_TEXT = 600
FIVE_MINUTES = 300
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    return _feed(request)


@require_safe
def of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in registry.kinds() or not is_on(kind.partition(".")[0]):
        raise Http404
    return _feed(request, kind)


def _feed(request: HttpRequest, kind: str = "") -> HttpResponse:
    facets = request.GET.getlist("f")[:MOST_FACETS]
    found = [entry for entry in entries(None, kind=kind, facets=facets).entries if PUBLIC in entry.keys]
    latest = max((entry.changed for entry in found), default=None)
    mark = _mark(found)
    answer = get_conditional_response(request, etag=mark, last_modified=int(latest.timestamp()) if latest else None)
    if answer is None:
        with override(settings.LANGUAGE_CODE):  # one address says one thing, whoever asks
            answer = render(request, "windows/atom.xml", _context(request, kind, facets, found, latest))
        answer["Content-Type"] = "application/atom+xml; charset=utf-8"
    answer["ETag"] = mark
    if latest:
        answer["Last-Modified"] = http_date(latest.timestamp())
    patch_cache_control(answer, public=True, max_age=FIVE_MINUTES)
    return answer


def _context(
    request: HttpRequest, kind: str, facets: list[str], found: list[Entry], latest: datetime | None
) -> dict[str, object]:
    spec = registry.kinds().get(kind)
    name = current_quarter().name or "Quartiersserver"
    page = reverse("list", kwargs={"kind": kind}) if kind else reverse("today")
    return {
        "id": urn("feed", kind, *sorted(facets)),
        "title": clean(f"{name}: {spec.plural}" if spec else name),
        "subtitle": _("What everybody may read"),
        "updated": moment_in_words(latest or timezone.now()),
        "self_url": request.build_absolute_uri(),
        "page_url": request.build_absolute_uri(page),
        "language": settings.LANGUAGE_CODE,
        "entries": [_entry(request, entry) for entry in found],
    }


def _entry(request: HttpRequest, entry: Entry) -> dict[str, str]:
    sort = sort_of(entry, registry.kinds()[entry.kind])
    return {
        "id": urn("entry", str(entry.pk)),
        "title": clean(entry.title),
        "url": request.build_absolute_uri(entry.url),
        "published": moment_in_words(entry.published),
        "updated": moment_in_words(max(entry.changed, entry.published)),
        "author": clean(name_of_author(entry, None)) or (current_quarter().name or "Quartiersserver"),
        "category": str(sort.label),
        "term": entry.kind,
        "summary": clean(beginning(entry.text, MOST_TEXT)),
    }


def clean(text: str) -> str:
    """Without what XML can't hold."""
    return NOT_XML.sub("", text)


def _mark(found: list[Entry]) -> str:
    said = "|".join(f"{entry.pk} {entry.changed.isoformat()}" for entry in found)
    return f'"{sha256(said.encode()).hexdigest()[:20]}"'


def urn(*words: str) -> str:
    """The same for ever, whatever the server is called: feed readers know by it what they have shown."""
    here = uuid5(NAMESPACE_URL, sha256(b"atom" + settings.SECRET_KEY.encode()).hexdigest())
    return UUID(int=uuid5(here, "/".join(words)).int).urn


def moment_in_words(moment: datetime) -> str:
    return moment.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds")
