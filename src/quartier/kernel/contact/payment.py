"""Payment data has no place in messages: whoever asks for it here is mostly no neighbour (threat 5)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from quartier.kernel.refusals import Refused

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0-]?[0-9A-Z]{4}){2,7}(?:[ \u00a0-]?[0-9A-Z]{1,3})?\b", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d+])(?:\d[ \u00a0-]?){13,18}\d(?!\d)")
_LENGTHS = (
    "AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GR27 HR21 HU28 IE22 IT27 LI21 LT20 LU20 LV21 MT31 "
    "NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 TR26 UA29"
)
LENGTHS = {country[:2]: int(country[2:]) for country in _LENGTHS.split()}
"""Of an IBAN, by country: words that follow may look like its last groups."""


def must_hold_no_payment_data(text: str, *, field: str = "text") -> None:
    """Refuses account and card numbers; what was typed stays in the form."""
    if holds_payment_data(text):
        raise Refused(
            _(
                "There is an account or card number in it. Please leave it out: here nobody needs it. "
                "Give money to one another by hand, or tell the number by phone."
            ),
            field,
        )


def holds_payment_data(text: str) -> bool:
    """Whether a number in it is an IBAN or the number of a card, by their check digits."""
    return any(_is_iban(found.group()) for found in _IBAN.finditer(text)) or any(
        _is_card(found.group()) for found in _CARD.finditer(text)
    )


def _is_iban(said: str) -> bool:
    signs = re.sub(r"[^0-9A-Z]", "", said.upper())
    length = LENGTHS.get(signs[:2], 0)
    number = signs[:length]
    turned = number[4:] + number[:4]
    return 0 < length <= len(signs) and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _is_card(said: str) -> bool:
    """Luhn; and as cards begin, so that a long number of something else isn't taken for one."""
    digits = [int(sign) for sign in said if sign.isdigit()]
    if digits[0] not in {2, 3, 4, 5, 6} or len(set(digits)) < 2:
        return False
    doubled = [sum(divmod(digit * 2, 10)) if at % 2 else digit for at, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0
