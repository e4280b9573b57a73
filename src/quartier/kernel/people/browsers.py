"""Which browser on which system: what the browser says of itself, cut down to two words."""

from __future__ import annotations

# The first that stands in the browser's own description counts: Edge also says "Chrome", Chrome also says "Safari".
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("Chromium", "Chromium"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def browser_and_system(user_agent: str) -> tuple[str, str]:
    return _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)


def device_in_words(user_agent: str) -> str:
    """ "Firefox, Android"; empty for a device that doesn't say what it is."""
    return ", ".join(word for word in browser_and_system(user_agent) if word)


def _first(known: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in known if mark in text), "")
