"""What counts as a quarter's name and as an imprint; asked at the set-up and later."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.refusals import Refused

LONGEST_NAME = 80
LONGEST_IMPRINT = 4000


def checked_quarter_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("What is your quarter called?"), "name")
    if len(name) > LONGEST_NAME:
        raise Refused(_("This name is too long. It stands on every page."), "name")
    if any(sign in name for sign in "<>{}\\") or any(not letter.isprintable() for letter in name):
        raise Refused(_("The name can't contain signs like < or >."), "name")
    if not any(letter.isalnum() for letter in name):
        raise Refused(_("The name needs letters."), "name")
    return name


def checked_imprint(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.replace("\x00", "").splitlines()]
    text = "\n".join(lines).strip()
    if len(text) > LONGEST_IMPRINT:
        raise Refused(_("This is too long for an imprint."), "imprint")
    return text


def compose_imprint(responsible: str, address: str, email: str, phone: str = "") -> str:
    """The few lines that § 5 DDG asks for, in their usual order."""
    return checked_imprint("\n".join(part for part in (responsible, address, "", email, phone) if part or part == ""))
