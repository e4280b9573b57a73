"""What is asked of whoever signs, and of whoever looks after a petition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.steps.petition.terms import LINES, LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TEXT, MOST_SHEETS
from quartier.ui.widgets import DatePicker


class SignForm(forms.Form):
    is_shown = forms.BooleanField(
        label=gettext_lazy("Show my name below the petition"),
        help_text=gettext_lazy("Otherwise you are counted, and no neighbour sees that it was you."),
        required=False,
    )


class AboutForm(forms.Form):
    to = forms.CharField(
        label=gettext_lazy("Who is asked?"),
        help_text=gettext_lazy("For example: the traffic office of the town"),
        max_length=LONGEST_NAME,
    )
    goal = forms.IntegerField(
        label=gettext_lazy("From how many signatures on will you hand it over?"),
        help_text=gettext_lazy(
            "This number stands on the page as the goal. Some offices answer only from a certain number on: ask them beforehand."
        ),
        min_value=1,
        max_value=1_000_000,
    )


class SheetsForm(forms.Form):
    count = forms.IntegerField(label=gettext_lazy("How many sheets?"), min_value=1, max_value=MOST_SHEETS, initial=5)


class SheetForm(forms.Form):
    """One sheet, line by line."""

    sheet = forms.IntegerField(
        label=gettext_lazy("Number of the sheet"),
        help_text=gettext_lazy("It stands at the top left."),
        min_value=1,
        max_value=1_000_000,
    )
    replaces = forms.BooleanField(
        label=gettext_lazy("The number is right: what was typed first goes, and this takes its place"), required=False
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for number in range(1, LINES + 1):
            self.fields[f"name{number}"] = forms.CharField(
                label=_("Line %(n)d: name") % {"n": number}, max_length=LONGEST_NAME, required=False
            )
            self.fields[f"address{number}"] = forms.CharField(
                label=_("Line %(n)d: street and number") % {"n": number}, max_length=LONGEST_ADDRESS, required=False
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"name{n}"], self[f"address{n}"]) for n in range(1, LINES + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number, (name, address) in enumerate(self.lines(), 1):
            if bool(name) != bool(address):
                field = "address" if name else "name"
                self.add_error(f"{field}{number}", _("Name and address belong together: by them nobody counts twice."))
        return cleaned

    def lines(self) -> list[tuple[str, str]]:
        said = self.cleaned_data
        return [(said.get(f"name{n}", ""), said.get(f"address{n}", "")) for n in range(1, LINES + 1)]


class HandOverForm(forms.Form):
    to = forms.CharField(label=gettext_lazy("To whom?"), max_length=LONGEST_NAME)
    on = forms.DateField(label=gettext_lazy("On which day?"), widget=DatePicker())


class CameForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What came of it?"),
        help_text=gettext_lazy("Also if it is nothing: everybody who signed wants to know."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
