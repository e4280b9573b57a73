"""New things arrive quietly: an open page asks now and then how many there are, and says so. Nothing moves by itself.

The question costs one look into the database. What it must know stands signed in the page, so that nobody's session is
read for it; the answer is a number and nothing else. The word is sent in a header, so that no log keeps it.
"""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.kernel.entries.audiences import keys_of_viewer
from quartier.kernel.entries.feed import Cursor
from quartier.kernel.entries.lookup import HEUTE, Span, look_up
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.roles.sight import out_of_sight

MOST = 20  # more are "many"
ONE_DAY = 60 * 60 * 24
SALT = "quartier.windows.arrivals"


def token(viewer: Person | None, newest: Entry | None) -> str:
    """What an open page asks with: what it shows already, and for whom."""
    if newest is None:
        return ""
    said = [Cursor(newest.published, newest.pk).word, keys_of_viewer(viewer)]
    return signing.dumps(said, salt=SALT, compress=True)


@require_safe
@never_cache
def arrivals(request: HttpRequest) -> HttpResponse:
    """How many have come since the page was drawn. 304 while it is as many as the browser knows."""
    said = _read(request.headers.get("X-Page", ""))
    newest = _newer(*said) if said else []
    mark = f'"{len(newest)}-{newest[0].entry_id if newest else 0}"'
    if said and request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified(headers={"ETag": mark})
    return JsonResponse({"count": len(newest), "is_more": len(newest) > MOST}, headers={"ETag": mark})


def _newer(shown: Cursor, keys: list[str]) -> list[Cursor]:
    found = _after(shown, keys, Span(begin=shown.published))
    hidden = _hidden_from(keys) if found else frozenset()  # mostly nothing has come, and then there is nothing to ask
    return _after(shown, keys, Span(begin=shown.published, without=hidden)) if hidden else found


def _after(shown: Cursor, keys: list[str], span: Span) -> list[Cursor]:
    return [cursor for cursor in look_up(HEUTE, [(key,) for key in keys], MOST + 1, span) if cursor > shown]


def _hidden_from(keys: list[str]) -> frozenset[int]:
    """Asked now, because everybody could read it in the page's word."""
    person = next((int(key.partition(":")[2]) for key in keys if key.startswith("person:")), None)
    viewer = Person.objects.filter(pk=person, has_blocks=True).first() if person else None
    return out_of_sight(viewer)


def _read(word: str) -> tuple[Cursor, list[str]] | None:
    try:
        said: Any = signing.loads(word, salt=SALT, max_age=ONE_DAY)
    except signing.BadSignature:
        return None
    shown = Cursor.from_word(said[0])
    return (shown, said[1]) if shown else None
