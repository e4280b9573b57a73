"""What counts as a person's name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.refusals import Refused

LONGEST = 80


def checked_name(given_name: str, family_name: str) -> dict[str, str]:
    """Any name that people have, but a name."""
    names = {"given_name": " ".join(given_name.split()), "family_name": " ".join(family_name.split())}
    if not names["given_name"]:
        raise Refused(_("Please write the first name."), "given_name")
    for field, name in names.items():
        if len(name) > LONGEST:
            raise Refused(_("This name is too long."), field)
        if any(sign in name for sign in "<>{}\\") or any(not letter.isprintable() for letter in name):
            raise Refused(_("A name can't contain signs like < or >."), field)
        if "://" in name or "@" in name:
            raise Refused(_("Please write a name, not an address."), field)
    return names
