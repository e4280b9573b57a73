"""Every sentence is there in German and in plain German, and fits its placeholders."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

HERE = Path(__file__).parents[1]
LONGEST = 12  # words in a sentence of plain language; the goal is 10


def said() -> set[str]:
    methods = [("tests/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2"), ("**.webmanifest", "jinja2")]
    found = extract_from_dir(HERE, methods, {"**.html": {"trimmed": "true"}})
    return {one if isinstance(one, str) else one[0] for _file, _line, one, *_ in found}


def catalogue(folder: str) -> Catalog:
    with (HERE / f"locale/{folder}/LC_MESSAGES/django.po").open("rb") as source:
        return read_po(source)


@pytest.mark.parametrize("folder", ["de", "de_Simple"])
def test_no_sentence_is_missing(folder: str) -> None:
    there = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue(folder)
        if all([message.string])
    }
    assert not said() - there


@pytest.mark.parametrize("folder", ["de", "de_Simple"])
def test_placeholders_agree(folder: str) -> None:
    assert not [error for message in catalogue(folder) if message.id for error in message.check()]


def test_plain_language_has_short_sentences() -> None:
    texts = [
        text for message in catalogue("de_Simple") if message.id for text in [message.string] if isinstance(text, str)
    ]
    sentences = [sentence for text in texts for sentence in text.replace("?", ".").replace("!", ".").split(". ")]
    assert not [sentence for sentence in sentences if len(sentence.split()) > LONGEST]
