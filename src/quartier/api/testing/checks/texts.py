"""Every text in every language: German, which neighbours see first, and Einfache Sprache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from quartier.api.testing.subjects import found_of
from quartier.kernel.contract import Module

METHODS = [("tests/**", "ignore"), ("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"encoding": "utf-8", "trimmed": "false", "newstyle_gettext": "true"}}
PLURAL = (1, 2)
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": PLURAL, "ngettext_lazy": PLURAL}


@pytest.mark.parametrize("locale", ["de", "de_Simple"])
def test_its_texts_are_translated(module: Module, locale: str) -> None:
    folder = found_of(module).folder
    translated = _translated(folder / "locale" / locale / "LC_MESSAGES" / "django.po")
    missing = [text for text in texts_of(folder) if text not in translated]
    assert missing == [], f"without {locale}"


def texts_of(folder: Path) -> list[str]:
    """Every source text in a module's folder."""
    return sorted(set(_extracted(folder)))


def _extracted(folder: Path) -> Iterator[str]:
    for _file, _line, message, _comments, _context in extract_from_dir(str(folder), METHODS, OPTIONS, KEYWORDS):
        yield _first(message)


def _translated(file: Path) -> set[str]:
    if not file.is_file():
        return set()
    with file.open("rb") as source:
        catalogue = read_po(source)
    return {
        _first(message.id) for message in catalogue if message.id and not message.fuzzy and _is_whole(message.string)
    }


def _first(text: Any) -> str:
    """A text with a plural is known by its singular."""
    return str(text[0] if isinstance(text, list | tuple) else text)


def _is_whole(text: Any) -> bool:
    return all(text) if isinstance(text, list | tuple) else bool(text)
