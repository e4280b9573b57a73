"""Whether two lines mean the same person: "Ayse Demir, Lindenstr. 5" is "Ayşe  Demir, Lindenstraße 5"."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 300  # letters fall apart, "ﬃ" into three
SPECIAL = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ø": "o"})


def likeness_of(name: str, address: str) -> str:
    """Words of the name in any order; the street and house number, without the town."""
    street = address.partition(",")[0]
    words = " ".join(sorted(_plain(name).split()))
    return f"{words}|{re.sub(r'strasse(?=$| |[0-9])', 'str', _plain(street)).replace(' ', '')}"[:LONGEST]


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold().translate(SPECIAL))
    return " ".join(re.sub(r"[^\w\s]|_", " ", "".join(c for c in bare if not unicodedata.combining(c))).split())
