"""Which passphrases are good enough, decided without asking anybody outside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import gettext as _

from quartier.kernel.people.login_keys import login_key
from quartier.kernel.refusals import Refused

SHORTEST = 10
LONGEST = 200  # longer ones only keep the server busy
# What people here choose first; the list that Django brings is mostly English.
COMMON_HERE = [
    "passwort",
    "passwort1",
    "geheim",
    "geheimnis",
    "hallo",
    "schatz",
    "schatzi",
    "liebling",
    "ichliebedich",
    "liebe",
    "sonnenschein",
    "fussball",
    "schalke",
    "schalke04",
    "borussia",
    "bayern",
    "bayernmuenchen",
    "werder",
    "stuttgart",
    "deutschland",
    "oesterreich",
    "schweiz",
    "qwertz",
    "qwertzuiop",
    "asdfghjkl",
    "yxcvbnm",
    "master",
    "berlin",
    "muenchen",
    "hamburg",
    "koeln",
    "frankfurt",
    "mercedes",
    "porsche",
    "quartier",
    "quartiersserver",
    "nachbar",
    "nachbarn",
    "nachbarschaft",
    "willkommen",
    "sommer",
    "winter",
    "fruehling",
    "herbst",
    "weihnachten",
    "geburtstag",
    "prinzessin",
    "schnecke",
    "engelchen",
    "mausebaer",
    "spatzi",
    "computer",
    "internet",
    "passphrase",
]


def check_passphrase(passphrase: str, *, about: Iterable[str] = ()) -> None:
    """Refuses what is short, known to everybody, or made of the person's own names (`about`)."""
    if len(unicodedata.normalize("NFKC", passphrase)) < SHORTEST:
        raise Refused(_("Please use ten characters or more. Four words are easy to remember."), field="passphrase")
    if len(passphrase) > LONGEST:
        raise Refused(_("This is longer than 200 characters. Please take a shorter one."), field="passphrase")
    key = login_key(passphrase)
    if len(set(key)) < 4 or _counts(key):
        raise Refused(_("That is guessed quickly. Please mix different characters or words."), field="passphrase")
    if _is_common(key) or _is_common(key.strip("0123456789")):
        raise Refused(
            _("Many people use this passphrase, so it is guessed first. Please take another."), field="passphrase"
        )
    for name in about:
        if len(login_key(name)) > 3 and len(key.replace(login_key(name), "")) < 5:
            raise Refused(_("Please don't use your own name: it is guessed first."), field="passphrase")


def _is_common(key: str) -> bool:
    return bool(key) and key in _common()


def _counts(key: str) -> bool:
    return key in "01234567890123456789" or key in "98765432109876543210" or key in "abcdefghijklmnopqrstuvwxyz"


@cache
def _common() -> frozenset[str]:
    known = CommonPasswordValidator().passwords
    return frozenset({*(login_key(word) for word in known), *COMMON_HERE}) - {""}
