"""What addresses of apps are called on pages."""

from __future__ import annotations

from urllib.parse import urlsplit


def place_of(uri: str, *, for_policy: bool = False) -> str:
    """Where an answer goes: a host, or an app's own scheme. `for_policy`: as a Content-Security-Policy writes it."""
    parts = urlsplit(uri)
    if parts.scheme in {"http", "https"}:
        return f"{parts.scheme}://{parts.netloc}" if for_policy else parts.netloc
    return f"{parts.scheme}:" if for_policy else ""
