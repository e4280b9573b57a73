"""What a process is about: four ways to say it, and each shows its own question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.kernel.places.maps import drawn_map
from quartier.kernel.places.models import Street
from quartier.kernel.places.shapes import drawn
from quartier.kernel.processes.area import ABOUT, DRAWN, QUARTER, RADII, SPOT, STREETS
from quartier.kernel.refusals import Refused
from quartier.ui.widgets import PickList, Suggest, Tiles

ICONS = {QUARTER: "house", SPOT: "map-pin", STREETS: "map-pinned", DRAWN: "pencil"}
MEANS: dict[str, str | Promise] = {
    SPOT: gettext_lazy("A crossing, a playground, 300 metres around the school."),
    STREETS: gettext_lazy("One or several, with all their houses."),
    DRAWN: gettext_lazy("On the map, corner by corner."),
}


def _ways() -> list[tuple[str, Any]]:
    """Without a map nothing can be drawn on it, and nobody knows where a street lies."""
    left_out = {STREETS, DRAWN} if drawn_map() is None else set()
    return [one for one in ABOUT if one[0] not in left_out]


def _known_streets() -> list[tuple[int, str]]:
    """Those of which the map knows where they lie."""
    return list(Street.objects.filter(latitude__isnull=False).order_by("key", "pk").values_list("pk", "name"))


class StreetsField(forms.MultipleChoiceField):
    """The choices are read when the list is drawn, and once more for those that were chosen."""

    def to_python(self, value: Any) -> list[Any]:
        numbers = {int(one) for one in super().to_python(value) if one.isascii() and one.isdigit() and len(one) < 10}
        return list(Street.objects.filter(pk__in=numbers, latitude__isnull=False).order_by("key", "pk"))

    def validate(self, value: list[Any]) -> None:
        """What isn't known any more was left out."""


class WhereForm(forms.Form):
    about = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=_ways,
        required=False,
        widget=Tiles(icons=ICONS, hints=MEANS),
    )
    where = forms.CharField(
        label=gettext_lazy("Which spot?"),
        help_text=gettext_lazy("A street, an address, a place like “library”, or coordinates."),
        max_length=300,
        required=False,
        widget=Suggest(url=reverse_lazy("places:suggest", query={"what": "street,point,address"})),
    )
    metres = forms.TypedChoiceField(
        label=gettext_lazy("How far around it?"), coerce=int, empty_value=None, required=False
    )
    streets = StreetsField(
        label=gettext_lazy("Which streets?"), required=False, choices=_known_streets, widget=PickList
    )
    outline = forms.CharField(max_length=3_000, required=False, widget=forms.HiddenInput())
    is_outside = forms.BooleanField(label=gettext_lazy("Yes, it lies outside, and that is meant"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        far = [(metres, _("%(num)d metres around it") % {"num": metres}) for metres in RADII]
        self.fields["metres"].choices = [("", _("Just this spot")), *far]  # type: ignore[attr-defined]
        self.initial.setdefault("about", QUARTER)
        for name in ("about", "where", "metres", "streets"):
            self.fields[name].is_asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is missing is said on this very page."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        about = cleaned.get("about")
        if about == SPOT and not cleaned.get("where", "").strip():
            self.add_error("where", _("Which spot? A street, an address or a place."))
        if about == STREETS and not cleaned.get("streets"):
            self.add_error("streets", _("Choose one street at least."))
        if about == DRAWN:
            try:
                drawn(cleaned.get("outline", ""))
            except Refused as refusal:
                self.add_error("about", str(refusal))
        return cleaned
