"""Which page of the handbook explains where somebody is: „Hilfe“ leads there from every page of the site."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

EXPLAINS = {
    "account": "log-in",
    "account/new": "arrive",
    "account/recover": "back-in",
    "account/recoveries": "back-in",
    "account/vouch": "back-in",
    "account/welcome": "arrive",
    "assistance": "others",
    "blocks": "contact",
    "board": "board",
    "brief": "confirmed",
    "budget": "budget",
    "chat": "chat",
    "chat/server": "chat-server",
    "discussion": "have-a-say",
    "engine": "mail",
    "files": "privacy",
    "gemeldet": "report",
    "groups": "groups",
    "hausregeln": "report",
    "help": "help",
    "ideas": "have-a-say",
    "kalender": "today",
    "liste": "today",
    "matters": "matters",
    "melden": "report",
    "moderation": "report",
    "my-data": "privacy",
    "needs": "needs",
    "notices": "notices",
    "notices/push": "devices",
    "opinions": "opinions",
    "organisations": "organisations",
    "orte": "today",
    "participate": "have-a-say",
    "people/desk": "desk",
    "people/guardians": "young",
    "people/here": "confirmed",
    "people/leave": "privacy",
    "people/vouching": "confirmed",
    "people/me": "privacy",
    "petition": "petition",
    "process": "have-a-say",
    "protokoll": "report",
    "quarter": "quarter",
    "ranked": "ranked",
    "roles": "roles",
    "sealed": "secret",
    "setup": "start",
    "suche": "today",
    "survey": "survey",
    "vertrauen": "phones",
    "vote": "vote",
    "warum": "needs",
    "youth": "young-space",
    "youth/classes": "classes",
    "youth/new": "classes",
}
"""The beginning of an address → a page's name."""


def help_for(path: str) -> str:
    """The address of the page beside `path`, or of the contents. Asks no file and no database: every page calls this."""
    first, _slash, rest = path.strip("/").partition("/")
    name = EXPLAINS.get(f"{first}/{rest.partition('/')[0]}") or EXPLAINS.get(first)
    return _url(name)


@cache
def _url(name: str | None) -> str:
    return reverse("handbook:page", kwargs={"name": name}) if name else reverse("handbook:contents")
