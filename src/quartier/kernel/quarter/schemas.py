"""A module's settings as a form: made from its frozen dataclass, so that a module writes no page for them.

A field's metadata may hold what `quartier.api.setting` puts there: label, help, at_least, at_most; and choices
((value, label), …).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any, get_type_hints

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from quartier.kernel.refusals import Refused

LONGEST_TEXT = 2000


def form_of(schema: type[Any]) -> type[forms.Form]:
    """One form field for each field of the dataclass."""
    hints = get_type_hints(schema)
    made = {field.name: _form_field(field, hints[field.name]) for field in fields(schema)}
    return type("SettingsForm", (forms.Form,), made)


def checked_settings(schema: type[Any], chosen: dict[str, Any]) -> dict[str, Any]:
    """The values that differ from the defaults, each checked by its own field's rules."""
    made = form_of(schema)()
    differing = {}
    for field in fields(schema):
        if field.name not in chosen:
            continue
        try:
            value = made.fields[field.name].clean(chosen[field.name])
        except ValidationError as error:
            raise Refused(" ".join(error.messages), field.name) from error
        if value != field.default:
            differing[field.name] = value
    unknown = set(chosen) - set(made.fields)
    if unknown:
        raise Refused(_("There is no such setting."))
    return differing


def _form_field(field: Field[Any], kind: Any) -> forms.Field:
    said = field.metadata
    common: dict[str, Any] = {
        "label": said.get("label") or field.name.replace("_", " ").capitalize(),
        "help_text": said.get("help", ""),
        "initial": field.default,
    }
    if "choices" in said:
        coerce = kind if kind in {int, str} else str
        return forms.TypedChoiceField(choices=list(said["choices"]), coerce=coerce, widget=forms.RadioSelect, **common)
    if kind is bool:
        return forms.BooleanField(required=False, **common)
    if kind is int:
        return forms.IntegerField(min_value=_least(said, 0), max_value=_most(said, 1_000_000), **common)
    if kind is float:
        return forms.FloatField(min_value=_least(said, None), max_value=_most(said, None), **common)
    if kind is str:
        return forms.CharField(required=False, max_length=_most(said, LONGEST_TEXT), **common)
    raise TypeError(f"{field.name}: a setting is a bool, an int, a float, a str or has choices; not {kind}.")


def _least(said: Mapping[str, Any], otherwise: int | None) -> int | None:
    least = said.get("at_least", said.get("minimum"))
    return otherwise if least is None else least


def _most(said: Mapping[str, Any], otherwise: int | None) -> int | None:
    most = said.get("at_most", said.get("maximum"))
    return otherwise if most is None else most
