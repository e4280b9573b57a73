"""The languages a survey may ask in, by their names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SPOKEN = (
    "de",
    "de-simple",
    "en",
    "tr",
    "ar",
    "uk",
    "ru",
    "pl",
    "ro",
    "it",
    "fa",
    "ku",
    "sq",
    "hr",
    "bg",
    "el",
    "es",
    "fr",
    "pt",
    "vi",
)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he", "ps"})


def language_name(code: str, *, own: bool = False) -> str:
    """In the reader's language ("Türkisch"), or in its own ("Türkçe")."""
    if code == "de-simple":
        return _("German in plain words")
    reader = code if own else (get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    name = str(Locale.parse(reader).languages.get(code, code))
    return name[:1].upper() + name[1:]


def direction(code: str) -> str:
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def tongues(codes: Iterable[str]) -> list[dict[str, Any]]:
    """Each language by its own name."""
    return [{"code": code, "name": language_name(code, own=True), "dir": direction(code)} for code in codes]
