"""The template environment: what every page may use without importing it.

url("help:detail", pk=3)            the address of a page
static("help/help.css")             the address of a file
icon("house")                       a picture from static/ui/icons.svg; a word must stand beside it
date_short(dt) date_long(dt) day(dt) day_long(dt) day_parts(dt) time_span(start, end) ago(dt)     see dates.py
date_today()                        the date in the quarter
weekdays()                          ("Mo", "Montag") to Sunday
qr(address)                         a picture that a telephone reads the address from, for paper
walking(metres)                     "5 Minuten zu Fuß"
initials(name)                      "AD" for "Ayşe Demir"
query(request, kind="x", page=None) the same list with another filter
shell_of(request)                   what surrounds a page, see shell.py
new_word()                          a word that was never said before (see `once` in quartier.api)
page_language()                     the lang attribute and a class for the <html> element
field_parts(bound) messages_of(request) languages()      used by the components
"""

import os
import sys
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from quartier.ui import dates, distances, fields, flash, icons, shell
from quartier.ui.languages import languages
from quartier.ui.paper import qr

COMPILED = Path(__file__).parent / "__pycache__"


def environment(**options: Any) -> Environment:
    options.setdefault("extensions", []).append("jinja2.ext.i18n")
    options.update(trim_blocks=True, lstrip_blocks=True, bytecode_cache=compiled())
    jinja = Environment(**options)  # noqa: S701 (Django's backend switches autoescape on)
    jinja.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    jinja.globals.update(
        url=_url,
        static=cache(static),
        query=query,
        icon=icons.icon,
        initials=initials,
        walking=distances.walking,
        date_short=dates.date_short,
        date_long=dates.date_long,
        day_long=dates.day_long,
        day=dates.day,
        day_parts=dates.day_parts,
        time_span=dates.time_span,
        ago=dates.ago,
        weekdays=dates.weekdays,
        date_today=timezone.localdate,
        qr=qr,
        shell_of=shell.shell_of,
        field_parts=fields.field_parts,
        messages_of=flash.messages_of,
        new_word=uuid4,
        page_language=page_language,
        languages=languages,
    )
    return jinja


class Kept(FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # no room: then the next process compiles it again, and this page comes
            super().dump_bytecode(bucket)


def compiled(folder: Path = COMPILED) -> Kept | None:
    """Templates as Python, beside what Python keeps of our code: all of them take seconds to compile, and each process did.

    Not in the data folder: whoever can write there must not thereby run code. None where Python keeps nothing either.
    """
    if sys.dont_write_bytecode:
        return None
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    return Kept(str(folder), f"template-{_compiler()}-%s.cache") if os.access(folder, os.W_OK) else None


def _compiler() -> str:
    """Another Jinja, or other options above, make other Python of the same template."""
    return sha256(version("jinja2").encode() + Path(__file__).read_bytes()).hexdigest()[:8]


@lru_cache(maxsize=2_000)
def _url(name: str, **arguments: Any) -> str:
    return reverse(name, kwargs=arguments)


def query(request: HttpRequest, **changes: Any) -> str:
    """The current address with some of its answers changed; None takes one away, a list gives several.

    A changed filter starts the list anew, so the reader's place in it ("after", "page") goes unless given.
    """
    answers = {name: values for name, values in request.GET.lists() if name not in ("after", "page")}
    for name, value in changes.items():
        answers[name] = value if isinstance(value, list) else [] if value is None else [str(value)]
    said = urlencode(answers, doseq=True)
    return f"{request.path}?{said}" if said else request.path


def initials(name: object) -> str:
    words = [word for word in str(name).split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


def page_language() -> tuple[str, str]:
    """`de-simple` is German to a screen reader; the class says that it is the plain kind."""
    language = get_language() or "de"
    return language.split("-")[0], "simple" if language.endswith("-simple") else ""
