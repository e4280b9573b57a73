"""The handbook: the Markdown files of docs/handbook, read once. README.md is its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

CONTENTS = "README"
_SIGNS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_TYPED_OUT = re.compile(r"(?<![aeouq])([aou])e")  # loeschen, as one types it without an ö


@dataclass(frozen=True)
class Page:
    """One file. `reader` is the heading under which the contents name it; `summary` what they say about it."""

    name: str
    title: str
    reader: str
    summary: str
    html: Markup
    text: str  # without signs, for searching
    headings: tuple[tuple[str, str], ...]  # of the second level: anchor and words

    @property
    def url(self) -> str:
        return reverse("handbook:page", kwargs={"name": self.name})

    @property
    def deeper_html(self) -> Markup:
        """Its headings one level deeper and without anchors: as a chapter of a longer page."""
        deeper = re.sub(r"<(/?)h([2-5])(?: id=\"[^\"]*\")?>", lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}>", self.html)
        return Markup(deeper)  # noqa: S704


def folder() -> Path:
    return Path(settings.HANDBOOK)


@cache
def pages() -> dict[str, Page]:
    """Every page that the contents name, in their order. The files come with the server, so they are read once."""
    return {name: _read(name, reader, summary) for name, reader, summary in _contents()}


def readers() -> list[tuple[str, list[Page]]]:
    """The contents: for whom, and which pages."""
    found: dict[str, list[Page]] = {}
    for page in pages().values():
        found.setdefault(page.reader, []).append(page)
    return list(found.items())


def neighbours_of(page: Page) -> tuple[Page | None, Page | None]:
    """The page before and the page after."""
    row = list(pages().values())
    before = {after.name: first for first, after in pairwise(row)}
    behind = {first.name: after for first, after in pairwise(row)}
    return before.get(page.name), behind.get(page.name)


def anchor(words: str) -> str:
    """As code forges make it, so that a link into a page works in both: "Wer dazugehört" → "wer-dazugehört"."""
    return re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")


def folded(text: str) -> str:
    """For comparing what somebody types with what is written: ö, oe and o are the same."""
    return _TYPED_OUT.sub(r"\1", text.lower().translate(_SIGNS))


def _contents() -> Iterator[tuple[str, str, str]]:
    """Each line "- [Title](name.md): summary" below a heading."""
    reader = ""
    for line in (folder() / f"{CONTENTS}.md").read_text().splitlines():
        if line.startswith("## "):
            reader = line[3:].strip()
        elif match := re.fullmatch(r"- \[[^\]]+\]\(([\w-]+)\.md\)(?::\s*(.*))?", line):
            yield match[1], reader, match[2] or ""


def _read(name: str, reader: str, summary: str) -> Page:
    tokens = _parser().parse((folder() / f"{name}.md").read_text())
    title, headings = name, []
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open":
            text = "".join(child.content for child in words.children or [])
            opening.attrSet("id", anchor(text))
            if opening.tag == "h1":
                title = text
            elif opening.tag == "h2":
                headings.append((anchor(text), text))
    for token in tokens:
        for child in token.children or []:
            _lead_to_the_site(child)
    body = [token for token in tokens if not _is_title(tokens, token)]
    html = _parser().renderer.render(body, _parser().options, {})
    return Page(name, title, reader, summary, Markup(html), _text_of(tokens), tuple(headings))  # noqa: S704 (our own files)


def _is_title(tokens: list[Token], token: Token) -> bool:
    """The page draws it itself."""
    return token in tokens[:3] and tokens[0].tag == "h1"


def _lead_to_the_site(token: Token) -> None:
    """On disk a page is called start.md, here /hilfe/start/."""
    address = str(token.attrGet("href") or "")
    if match := re.fullmatch(r"([\w-]+)\.md(#.*)?", address):
        is_contents = match[1] == CONTENTS
        page = reverse("handbook:contents") if is_contents else reverse("handbook:page", kwargs={"name": match[1]})
        token.attrSet("href", page + (match[2] or ""))
    elif address.startswith("http"):
        token.attrSet("rel", "noopener noreferrer")


def _text_of(tokens: list[Token]) -> str:
    """Without the title, which hits show anyway."""
    lines = []
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.tag != "h1":
            lines.append("".join(child.content or " " * (child.type == "softbreak") for child in token.children or []))
        elif token.type == "fence":
            lines.append(token.content.strip())
    return " ".join(lines)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
