"""Every sentence is there in German and in plain German, and fits its placeholders."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
HERE = Path(__file__).parents[1]


@pytest.mark.parametrize("folder", ["de", "de_Simple"])
def test_no_sentence_is_missing(folder: str) -> None:
    with (HERE / f"locale/{folder}/LC_MESSAGES/django.po").open("rb") as source:
        catalogue = read_po(source)
    methods = [("tests/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2")]
    said = {
        message[-1] if isinstance(message, tuple) else message
        for _file, _line, message, *_ in extract_from_dir(HERE, methods, keywords=KEYWORDS)
    }
    assert said == {message.id for message in catalogue if message.id and message.string}
    assert not [error for message in catalogue if message.id for error in message.check()]
