"""Money as people write it, and kept in cents: "12.500 €", "3,50 €"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MOST_CENTS = 10**13
_BLANKS = re.compile(r"[\s\u00a0\u202f'’]|€|EUR\b|Euro\b|[.,]?[-–—]+$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,13}(\.\d{0,2})?")


def euros(cents: int | Fraction) -> str:
    """In the reader's language; cents only where there are any. Parts of a cent are rounded."""
    whole, rest = divmod(round(cents), 100)
    said = f"{whole:,}" + (f".{rest:02}" if rest else "")
    if not (get_language() or "de").startswith("en"):
        said = said.translate(str.maketrans(",.", ".,"))
    return (_("%(amount)s €") % {"amount": said}).replace(" ", "\u00a0")  # the sign never stands alone on a line


def cents_of(text: str) -> int:
    """ "12.500", "12 500,00 €", "12500.5" alike; three digits after a sign are thousands. ValueError if it is no amount."""
    plain = _BLANKS.sub("", text.strip())
    last = max(plain.rfind(","), plain.rfind("."))
    if last >= 0:
        whole, rest = re.sub("[.,]", "", plain[:last]), plain[last + 1 :]
        plain = whole + rest if len(rest) == 3 else f"{whole}.{rest}"
    if not (plain.isascii() and _NUMBER.fullmatch(plain)):
        raise ValueError(text)
    whole, _point, rest = plain.partition(".")
    cents = int(whole) * 100 + int(rest.ljust(2, "0") or 0)
    if cents >= MOST_CENTS:
        raise ValueError(text)
    return cents


class EuroField(forms.CharField):
    """An amount in euros; its value is in cents, None where nothing was typed."""

    def __init__(self, **arguments: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_length": 40, "widget": widget, **arguments})

    def prepare_value(self, value: Any) -> Any:
        return euros(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            return cents_of(said)
        except ValueError:
            raise forms.ValidationError(_("This is no amount of money. For example: 1,200 or 49.90")) from None
