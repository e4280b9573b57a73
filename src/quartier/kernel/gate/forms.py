"""What is asked at the desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PersonNameForm(forms.Form):
    given_name = forms.CharField(
        label=_("First name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class GuardianNameForm(forms.Form):
    full_name = forms.CharField(
        label=_("Your parent's or guardian's full name"),
        help_text=_("As they are known here: first name and family name."),
        max_length=170,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
