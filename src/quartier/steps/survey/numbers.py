"""Numbers as people write them: 3,5 and 3.5, 1.000 and 1 000, with digits of any script."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

THOUSANDS = re.compile(r"[+-]?\d{1,3}([.\u00a0\u202f '’]\d{3})+(,\d+)?")
MOST_SIGNS = 20


def number_in(text: str) -> Decimal | None:
    """None where it isn't one. A point before exactly three digits parts thousands, as people here write it."""
    said = text.strip()
    if not said or len(said) > MOST_SIGNS:
        return None
    if THOUSANDS.fullmatch(said):
        said = re.sub(r"[.\u00a0\u202f '’]", "", said)
    said = said.replace(",", ".")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", said):
        return None
    try:
        return Decimal(said)
    except InvalidOperation:
        return None


def plainly(number: Decimal) -> int | float:
    """As JSON keeps it; 3 and not 3.0."""
    return int(number) if number == number.to_integral_value() else float(number)
