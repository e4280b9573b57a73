"""The chat on our own pages, as browsers load it: built once (web/), handed out by its names, which change with what is in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from quartier.api import BundlePlan, built
from quartier.modules.chat.client_words import WORDS
from quartier.modules.chat.configuration import port

PLAN = BundlePlan(source=Path(__file__).parent / "web")
TYPES = {".js": "text/javascript; charset=utf-8", ".wasm": "application/wasm", ".txt": "text/plain; charset=utf-8"}
PACKED = {"br": ".br", "gzip": ".gz"}
FOR_EVER = "public, max-age=31536000, immutable"


def bundle() -> dict[str, str] | None:
    """Addresses of what a page loads; None while it is being built."""
    folder = built(PLAN)
    if folder is None:
        return None
    said = json.loads((folder / "bundle.json").read_text())
    return {what: reverse("chat:client", kwargs={"name": said[what]}) for what in ("code", "crypto")}


@require_safe
def client(request: HttpRequest, name: str) -> HttpResponse:
    """One file of it, packed as the browser likes it. For everybody: nothing in it is about anybody."""
    folder = built(PLAN)
    kind = TYPES.get(Path(name).suffix)
    if folder is None or kind is None or not (folder / name).is_file():
        raise Http404
    liked = request.headers.get("Accept-Encoding", "")
    how = next((word for word in PACKED if word in liked), "")
    answer = HttpResponse((folder / f"{name}{PACKED.get(how, '')}").read_bytes(), content_type=kind)
    if how:
        answer["Content-Encoding"] = how
    answer["Vary"] = "Accept-Encoding"
    answer["Cache-Control"] = FOR_EVER
    return answer


def words() -> str:
    """In the reader's language."""
    return json.dumps({name: str(text) for name, text in WORDS.items()}, ensure_ascii=False)


def homeserver(request: HttpRequest) -> str:
    """Where this browser reaches it: behind the same door as our pages; without a door, on this machine alone."""
    host = urlsplit(request.build_absolute_uri()).hostname or ""
    is_here = not request.is_secure() and host in {"localhost", "127.0.0.1", "::1"}
    return f"http://{host}:{port()}" if is_here else ""


def policy(request: HttpRequest) -> Mapping[str, Any]:
    """What the page of the chat may more than others: run the encryption (WebAssembly), show what it has opened itself (blob:)."""
    more = {
        "script-src": ["'wasm-unsafe-eval'"],
        "img-src": ["blob:"],
        "media-src": ["'self'", "blob:"],
    }
    where = homeserver(request)
    return {**more, "connect-src": [where]} if where else more
