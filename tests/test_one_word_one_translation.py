"""All catalogues are one to the reader: a text that two areas translate differently would come out by chance."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[1] / "src" / "quartier"


@pytest.mark.parametrize("folder", ["de", "de_Simple"])
def test_no_text_is_translated_in_two_ways(folder: str) -> None:
    found: dict[tuple[object, object], set[object]] = defaultdict(set)
    for file in SOURCE.glob(f"**/locale/{folder}/LC_MESSAGES/django.po"):
        with file.open("rb") as stream:
            for message in read_po(stream):
                strings = message.string if isinstance(message.string, tuple) else (message.string,)
                if message.id and all(strings):
                    found[(message.context, message.id)].add(message.string)
    assert len(found) > 500
    differing = {str(key[1]): sorted(map(str, said)) for key, said in found.items() if len(said) > 1}
    assert differing == {}, "Give one of them a context (pgettext), or the same words"
