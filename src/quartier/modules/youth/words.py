"""Sums of money, as people write and read them."""

import re

from django.utils.translation import gettext as _

from quartier.api import Refused

_SUM = re.compile(r"(?P<euros>\d{1,9}|\d{1,3}(?:[.\s]\d{3}){1,2})(?:,(?P<cents>\d{1,2}))?\s*(?:€|euro)?", re.IGNORECASE)


def euros(cents: int) -> str:
    """250000 → "2.500 €", 1250 → "12,50 €"."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "") + " €"


def cents_of(text: str) -> int:
    """ "2.500", "12,50 €". An English comma or point isn't guessed at: a sum is refused rather than misread."""
    found = _SUM.fullmatch(text.strip())
    if found is None:
        raise Refused(_("Write the sum like this: 350 or 12,50."), field="cents")
    whole = int(re.sub(r"\D", "", found["euros"]))
    return whole * 100 + int((found["cents"] or "0").ljust(2, "0"))
