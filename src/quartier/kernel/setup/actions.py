"""Every answer of the set-up is kept as soon as it is given; `complete_setup` makes the quarter out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.accounts.login_names import checked_login_name, proposed_login_name
from quartier.kernel.accounts.passphrases import check_passphrase
from quartier.kernel.managing.checks import checked_imprint, checked_quarter_name, compose_imprint
from quartier.kernel.people.names import checked_name
from quartier.kernel.quarter.drafts import SetupAnswer
from quartier.kernel.quarter.models import Quarter
from quartier.kernel.refusals import Refused
from quartier.kernel.residence.ways import WAYS
from quartier.kernel.setup.answers import LATER, OUTLINE, STREETS

LARGEST_OUTLINE = 2_000_000
MOST_STREETS = 1000


@transaction.atomic
def answer_name(name: str) -> None:
    _keep("name", {"name": checked_quarter_name(name)})


@transaction.atomic
def answer_area(how: str) -> None:
    if how not in {OUTLINE, STREETS, LATER}:
        raise Refused(_("Please choose one of the three."), "how")
    _keep("area", {"how": how})


@transaction.atomic
def answer_outline(geojson: str | bytes) -> None:
    if len(geojson) > LARGEST_OUTLINE:
        raise Refused(
            _("This file is larger than 2 MB. Please simplify the outline, or choose streets instead."), "file"
        )
    if not geojson.strip():
        raise Refused(_("Please choose a file or paste its content."), "file")
    try:
        from quartier.kernel.places.area import parse_area  # here: it brings 13 MB that no other page needs

        area = parse_area(geojson)
    except Refused as refusal:
        raise Refused(refusal.message, "file") from refusal
    _keep(OUTLINE, {"geojson": area.geojson})


@transaction.atomic
def answer_streets(names: Iterable[str]) -> None:
    """Names from the import or typed in; each once."""
    tidy = (" ".join(name.split()) for name in names)
    first_spelling: dict[str, str] = {}
    for name in tidy:
        first_spelling.setdefault(name.casefold(), name)
    streets = [name for name in first_spelling.values() if name]
    if not streets:
        raise Refused(_("Please name one street at least."), "typed")
    if len(streets) > MOST_STREETS:
        raise Refused(_("That is more streets than a quarter has."), "typed")
    for name in streets:
        if len(name) > 120 or any(sign in name for sign in "<>{}\\") or not any(letter.isalpha() for letter in name):
            raise Refused(_("“%(name)s” is no name of a street.") % {"name": name[:60]}, "typed")
    _keep(STREETS, {"streets": streets})


@transaction.atomic
def answer_you(given_name: str, family_name: str) -> None:
    names = _full_name(given_name, family_name)
    _keep("you", names)
    if not SetupAnswer.objects.filter(question="login").exists():
        _keep("login", {"login_name": proposed_login_name()})


@transaction.atomic
def answer_login(login_name: str, passphrase: str) -> None:
    """The passphrase itself is never stored, only what it can be checked with."""
    you = SetupAnswer.objects.filter(question="you").first()
    if you is None:
        raise Refused(_("First tell us your name."))
    name = checked_login_name(login_name)
    check_passphrase(passphrase, about=[*you.answer.values(), name])
    _keep("login", {"login_name": name, "password": make_password(passphrase)})


@transaction.atomic
def answer_second(given_name: str, family_name: str) -> None:
    names = _full_name(given_name, family_name)
    you = SetupAnswer.objects.filter(question="you").first()
    if you is not None and you.answer == names:
        raise Refused(_("The second key holder must be somebody else than you."), "given_name")
    _keep("second", names)


@transaction.atomic
def postpone_second() -> None:
    _keep("second", {})


@transaction.atomic
def answer_ways(ways: Iterable[str]) -> None:
    """How somebody becomes a neighbour; the desk is always one of the ways."""
    chosen = set(ways)
    if chosen - {way.name for way in WAYS}:
        raise Refused(_("Please choose from the list."), "ways")
    _keep("ways", {"ways": [way.name for way in WAYS if way.is_always or way.name in chosen]})


@transaction.atomic
def answer_imprint(responsible: str, address: str, email: str, phone: str = "") -> None:
    if not " ".join(responsible.split()):
        raise Refused(_("Who answers for this site? A person or an association."), "responsible")
    if len(address.split()) < 2:
        raise Refused(_("Please write the postal address: street, postcode, town."), "address")
    if not (email.strip() or phone.strip()):
        raise Refused(_("Please give one way at least by which you can be reached quickly."), "email")
    text = checked_imprint(compose_imprint(responsible, address, email, phone))
    _keep("imprint", {"responsible": responsible, "address": address, "email": email, "phone": phone, "text": text})


@transaction.atomic
def postpone_imprint() -> None:
    _keep("imprint", {"text": ""})


def require_open() -> Quarter:
    """The quarter, locked; refuses once it is set up."""
    quarter, _created = Quarter.objects.select_for_update().get_or_create(pk=1)
    if quarter.is_set_up:
        raise Refused(_("This quarter is set up already."))
    return quarter


def _keep(question: str, answer: Mapping[str, Any]) -> None:
    require_open()
    SetupAnswer.objects.update_or_create(question=question, defaults={"answer": dict(answer), "at": timezone.now()})


def _full_name(given_name: str, family_name: str) -> dict[str, str]:
    names = checked_name(given_name, family_name)
    if not names["family_name"]:
        raise Refused(_("Please write the family name too: key holders are known by their full name."), "family_name")
    return names
