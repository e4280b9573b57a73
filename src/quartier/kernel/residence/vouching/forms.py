"""Whom a guest asks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class VoucherForm(forms.Form):
    full_name = forms.CharField(
        label=_("Their full name"),
        help_text=_("First name and family name, as they write themselves here."),
        max_length=170,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
