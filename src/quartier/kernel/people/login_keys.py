"""What makes two log-in names the same name."""

from __future__ import annotations

import unicodedata

SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def login_key(name: str) -> str:
    """The name without case, spaces, hyphens and accents: "Apfel Laterne 42" is "apfellaterne42"."""
    plain = unicodedata.normalize("NFKC", name).lower().translate(SPELT_OUT)
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in letters if letter.isalnum())[:60]
