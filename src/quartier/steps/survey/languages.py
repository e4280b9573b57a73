"""The languages a survey may ask in, by their names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from quartier.ui.spoken import COMMON, name_of_language

SPOKEN = ("de", "de-simple", *(code for code in COMMON if code != "de"))
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he", "ps"})


def language_name(code: str, *, own: bool = False) -> str:
    """In the reader's language ("Türkisch"), or in its own ("Türkçe")."""
    return _("German in plain words") if code == "de-simple" else name_of_language(code, reader=code if own else "")


def direction(code: str) -> str:
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def tongues(codes: Iterable[str]) -> list[dict[str, Any]]:
    """Each language by its own name."""
    return [{"code": code, "name": language_name(code, own=True), "dir": direction(code)} for code in codes]
