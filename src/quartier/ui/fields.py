"""What a form field needs to be drawn: which shape, which attributes, which words stand beside it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from quartier.ui.widgets import PickList

# Browsers and password managers fill these in for people who find typing hard.
AUTOCOMPLETE = {
    "given_name": "given-name",
    "family_name": "family-name",
    "full_name": "name",
    "email": "email",
    "phone": "tel",
    "postcode": "postal-code",
    "street": "address-line1",
    "birth_date": "bday",
    "login_name": "username",
    "passphrase": "current-password",
    "new_passphrase": "new-password",
}
SHAPES: tuple[tuple[type[forms.Widget], str], ...] = (
    (PickList, "picks"),
    (forms.CheckboxSelectMultiple, "tiles"),
    (forms.RadioSelect, "tiles"),
    (forms.CheckboxInput, "check"),
)


@dataclass(frozen=True)
class Tile:
    control: SafeString
    for_id: str
    label: str
    icon: str
    hint: str


@dataclass(frozen=True)
class FieldParts:
    shape: str  # "tiles", "picks", "check", "group" or "line"
    control: SafeString
    tiles: list[Tile]
    focus_id: str  # where a link from the error summary leads
    hint_id: str
    error_id: str
    described_by: str
    why: str


def field_parts(bound: forms.BoundField, icons: dict[str, str] | None = None, why: str = "") -> FieldParts:
    widget, name = bound.field.widget, bound.auto_id or bound.html_name
    shape = next(
        (shape for kind, shape in SHAPES if isinstance(widget, kind)), "group" if widget.use_fieldset else "line"
    )
    hint_id, error_id = f"{name}_hint", f"{name}_error"
    described_by = " ".join([hint_id] * bool(bound.help_text) + [error_id] * bool(bound.errors))
    tiles = _tiles(bound, icons or {}) if shape in {"tiles", "picks"} else []
    return FieldParts(
        shape=shape,
        control=SafeString("") if tiles else bound.as_widget(attrs=_attributes(bound, shape, described_by)),
        tiles=tiles,
        focus_id=tiles[0].for_id if tiles else bound.id_for_label or name,
        hint_id=hint_id,
        error_id=error_id,
        described_by=described_by,
        why=str(why or getattr(bound.field, "why", "")),
    )


def _attributes(bound: forms.BoundField, shape: str, described_by: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {"id": bound.auto_id}
    if described_by and shape != "group":  # a group is described by its fieldset
        attributes["aria-describedby"] = described_by
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if bound.name in AUTOCOMPLETE and "autocomplete" not in bound.field.widget.attrs:
        attributes["autocomplete"] = AUTOCOMPLETE[bound.name]
    return attributes


def _tiles(bound: forms.BoundField, icons: dict[str, str]) -> list[Tile]:
    icons = {**getattr(bound.field.widget, "icons", {}), **icons}
    hints = getattr(bound.field.widget, "hints", {})
    return [
        Tile(
            control=option.tag(),
            for_id=option.id_for_label,
            label=str(option.choice_label),
            icon=icons.get(str(option.data["value"]), ""),
            hint=str(hints.get(str(option.data["value"]), "")),
        )
        for option in bound.subwidgets
    ]
