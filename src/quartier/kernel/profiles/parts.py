"""The parts of a profile that its owner changes, each on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Text
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.people.visibility import visibility_of
from quartier.kernel.profiles import actions, forms
from quartier.kernel.profiles.addresses import change_address, street_of
from quartier.ui.spoken import name_of_language


@dataclass(frozen=True)
class Part:
    key: str
    label: Text
    icon: str
    form: Callable[[Any, Person], forms.PartForm]
    write: Callable[[Any, Actor], None]


def _write_languages(form: Any, by: Actor) -> None:
    actions.change_languages(form.codes(by.subject.languages), by=by)


PARTS = {
    part.key: part
    for part in (
        Part("name", _("Name"), "user", forms.NameForm, lambda form, by: actions.change_name(**form.cleaned_data, by=by)),
        Part(
            "about", _("About me"), "smile", forms.AboutForm,
            lambda form, by: actions.change_about(form.cleaned_data["about"], by=by),
        ),
        Part("languages", _("Languages"), "languages", forms.LanguagesForm, _write_languages),
        Part(
            "phone", _("Telephone"), "phone", forms.PhoneForm,
            lambda form, by: actions.change_phone(form.cleaned_data["phone"], by=by),
        ),
        Part(
            "address", _("Address"), "map-pin", forms.AddressForm,
            lambda form, by: change_address(form.cleaned_data["chosen"], form.cleaned_data["address"], by=by),
        ),
    )
}  # fmt: skip


@transaction.atomic
def write_part(part: Part, form: forms.PartForm, *, by: Actor) -> None:
    """The thing and who sees it, both or neither."""
    part.write(form, by)
    if "visibility" in form.cleaned_data:
        actions.change_visibility(part.key, form.cleaned_data["visibility"], by=by)


def shown_value(person: Person, key: str, *, to_owner: bool) -> str:
    """A part in words. The house number is for its owner alone."""
    match key:
        case "name":
            return person.full_name
        case "languages":
            return ", ".join(name_of_language(code) for code in person.languages)
        case "address":
            return str(person.address or "") if to_owner else street_of(person)
    return str(getattr(person, key))


def who_sees(person: Person, key: str) -> str:
    if key == "name":
        return str(_("Neighbours see all of it, everybody else only the first letter of the family name"))
    if key == "address" and visibility_of(person, key) != "nobody":
        return str(_("Confirmed neighbours see the street, never the number"))
    return str(visibility_of(person, key).label)
