"""Log-in names: proposed by the server, typed in any way that a person finds natural."""

from __future__ import annotations

import secrets
import unicodedata

from django.utils.translation import gettext as _

from quartier.kernel.accounts.words import some_words
from quartier.kernel.people.login_keys import login_key
from quartier.kernel.people.models import Account
from quartier.kernel.refusals import Refused


def proposed_login_name() -> str:
    """Two words and a number, not taken at this moment: "apfel-laterne-42"."""
    for _attempt in range(20):
        name = "-".join([*some_words(2), str(10 + secrets.randbelow(90))])
        if not is_taken(name):
            return name
    return "-".join([*some_words(3), str(100 + secrets.randbelow(900))])


def is_taken(name: str, *, but_by: Account | None = None) -> bool:
    same = Account.objects.filter(login_key=login_key(name))
    return (same.exclude(pk=but_by.pk) if but_by else same).exists()


def checked_login_name(typed: str) -> str:
    """The name as it will be shown; refuses what nobody could spell out."""
    name = "-".join(unicodedata.normalize("NFKC", typed).lower().replace("_", " ").replace("-", " ").split())
    key = login_key(name)
    if len(key) < 5 or not any(letter.isalpha() for letter in key):
        raise Refused(_("A log-in name needs five letters or more."), field="login_name")
    if len(name) > 60:
        raise Refused(_("This log-in name is too long."), field="login_name")
    if not all(letter.isalnum() or letter in "-." for letter in name):
        raise Refused(_("Please use letters, digits and hyphens only."), field="login_name")
    return name
