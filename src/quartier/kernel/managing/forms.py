"""What is asked about the quarter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST_OUTLINE = 2_000_000


class QuarterNameForm(forms.Form):
    name = forms.CharField(label=_("What is your quarter called?"), help_text=_("As people say it."), max_length=80)


class OutlineForm(forms.Form):
    """A file or its content; what was brought is in `geojson()`."""

    file = forms.FileField(
        label=_("A GeoJSON file"),
        help_text=_("The outline of the quarter, for example drawn at geojson.io or from the town hall. At most 2 MB."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json,application/geo+json,application/json"}),
    )
    pasted = forms.CharField(
        label=_("Or paste its content"),
        required=False,
        max_length=LARGEST_OUTLINE,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_OUTLINE:
            raise ValidationError(
                _("This file is larger than 2 MB. Please simplify the outline, or choose streets instead.")
            )
        return file

    def geojson(self) -> str | bytes:
        file = self.cleaned_data.get("file")
        content: bytes = file.read() if file else b""
        return content or str(self.cleaned_data["pasted"])


class ImprintForm(forms.Form):
    imprint = forms.CharField(
        label=_("Imprint"),
        help_text=_("Who answers for this site, with postal address and a quick way to reach them (§ 5 DDG)."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class SwitchForm(forms.Form):
    on = forms.ChoiceField(choices=(("0", "0"), ("1", "1")), widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everybody can read it on the page “Why is this here?”."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
