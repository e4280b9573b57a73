"""Searching in the handbook: words in any of their German forms, also within longer ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape
from snowballstemmer import stemmer

from quartier.kernel.handbook.pages import Page, folded, pages

AROUND = 90  # letters shown on each side of the first hit
MOST = 200  # letters of a question


@dataclass(frozen=True)
class Hit:
    page: Page
    excerpt: Markup


def find(question: str) -> list[Hit]:
    """Pages that hold every word; if there are none, those that hold most of them."""
    stems = [folded(stem) for stem in stemmer("german").stemWords(re.findall(r"\w+", question[:MOST].lower()))]
    if not stems:
        return []
    weights = {page.name: _weight(page, stems) for page in pages().values()}
    best = max(words for words, _times in weights.values())
    row = sorted(pages().values(), key=lambda page: weights[page.name], reverse=True)
    return [Hit(page, _excerpt(page.text, stems)) for page in row if best and weights[page.name][0] == best]


def _weight(page: Page, stems: list[str]) -> tuple[int, int]:
    """How many of the words it holds, then how much it speaks of them; in its title counts most."""
    title, text = folded(f"{page.title} {page.summary}"), folded(page.text)
    words = sum(stem in text or stem in title for stem in stems)
    return words, sum(100 * (stem in title) + min(text.count(stem), 20) for stem in stems)


def _excerpt(text: str, stems: list[str]) -> Markup:
    words = [(match.start(), match.end()) for match in re.finditer(r"[\w-]+", text)]
    found = [(start, end) for start, end in words if any(stem in folded(text[start:end]) for stem in stems)]
    if not found:
        return escape(text[: 2 * AROUND])
    start, end = found[0]
    left, right = max(0, text.rfind(" ", 0, max(0, start - AROUND))), text.find(" ", end + AROUND)
    before, after = text[left:start].lstrip(), text[end : right if right > 0 else len(text)]
    return Markup("{}{}<mark>{}</mark>{}{}").format(
        "… " if left else "", before, text[start:end], after, " …" if right > 0 else ""
    )
