"""Whoever reads German finds no English: not in our own texts, not in Django's, not in what a browser reads aloud."""

from __future__ import annotations

import re

import pytest

from quartier.api.testing.cast import Cast
from tests.pages import every_page

# Words that no English sentence does without, and that aren't German too ("was", "die", "in", "am", "not")
ENGLISH = re.compile(
    r"\b(?:the|and|of|your|you|with|this|that|please|for|are|is|have|from|to|or|required|enter|valid)\b", re.I
)
UNSEEN = re.compile(r"<(script|style|code|pre)\b.*?</\1>|<[^>]*\blang=\"en\"[^>]*>[^<]*|<(?:meta|link)\b[^>]*>", re.S)
SPOKEN = re.compile(r"\b(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>")
QUOTED = re.compile(r"„[^“]*“")


def english_in(html: str) -> list[str]:
    html = UNSEEN.sub(" ", html)
    said = [*SPOKEN.findall(html), *TAG.sub("\n", html).split("\n")]
    return [text.strip() for text in said if ENGLISH.search(QUOTED.sub("", text))]


def test_english_is_recognised() -> None:
    assert english_in("<p>Bitte sehr</p><p>This field is required.</p>") == ["This field is required."]
    assert english_in('<img alt="A picture of the street"><p>Ein Bild</p>') == ["A picture of the street"]
    assert not english_in('<button lang="en">Read this in English</button><code>for the</code><p>Was ist das?</p>')


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
@pytest.mark.parametrize("language", ["de", "de-simple"])
def test_no_page_falls_back_to_english(cast: Cast, language: str) -> None:
    pages = every_page(cast, language)
    found = {
        (page.name, text)
        for page in pages
        if not page.name.startswith("ui:gallery")
        for text in english_in(page.html) + english_in(page.mistakes)
    }
    assert len(pages) > 90
    assert not found, "\n".join(f"{name}: {text}" for name, text in sorted(found))
