"""Which houses get a letter, and the code that came back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from quartier.kernel.places.models import Address, Origin, Street
from quartier.kernel.places.search import find_addresses
from quartier.kernel.residence.letters.actions import MOST_A_HOUSE, MOST_LETTERS
from quartier.ui.widgets import PickList

MOST_LINES = 200


class BatchForm(forms.Form):
    name = forms.CharField(
        label=_("What do you call these letters?"),
        help_text=_("For the list at the desk, for example “Schulstraße, spring”."),
        max_length=120,
    )
    streets = forms.TypedMultipleChoiceField(
        label=_("Whole streets"), required=False, coerce=int, empty_value=[], widget=PickList
    )
    houses = forms.CharField(
        label=_("Single houses"),
        help_text=_("One a line: street and number."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    each = forms.IntegerField(
        label=_("Letters for each house"),
        help_text=_("One for each letter-box, or for each person that lives there."),
        min_value=1,
        max_value=MOST_A_HOUSE,
        initial=1,
    )
    blank = forms.IntegerField(
        label=_("Letters without an address"),
        help_text=_("To hand out yourself, to people whose home you know."),
        min_value=0,
        max_value=MOST_LETTERS,
        initial=0,
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        streets = Street.objects.filter(addresses__origin=Origin.OSM).distinct().order_by("key")
        field = self.fields["streets"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 (for mypy)
        field.choices = list(streets.values_list("pk", "name"))
        if not field.choices:
            del self.fields["streets"]

    def clean_houses(self) -> list[Address]:
        """A line that isn't known is said, and nothing is made."""
        lines = [line.strip() for line in self.cleaned_data["houses"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_now("Please write at most %(most)s houses.") % {"most": MOST_LINES})
        found = {line: find_addresses(line, limit=2) for line in lines}
        unknown = [line for line, houses in found.items() if not houses]
        if unknown:
            raise forms.ValidationError(_now("We don't know: %(houses)s") % {"houses": ", ".join(unknown)[:300]})
        return [houses[0] for houses in found.values()]

    def chosen(self) -> list[Address]:
        """All houses of the streets, and the single ones."""
        of_streets = Address.objects.filter(
            street__in=self.cleaned_data.get("streets", []), is_main=True, origin=Origin.OSM
        ).order_by("sort_key")
        return [*of_streets, *self.cleaned_data["houses"]]


class LetterCodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code in your letter"),
        help_text=_("Eight letters and digits. Capital letters and the hyphen don’t matter."),
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "account-code",
            }
        ),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
