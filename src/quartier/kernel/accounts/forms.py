"""The questions on the way in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quartier.ui.widgets import DatePicker


class Question(forms.Form):
    """A form whose fields have no colon behind their label."""

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")


def passphrase_field(label: Any, *, new: bool = False, help_text: Any = "") -> forms.CharField:
    """A new one is kept in the page when something else was wrong, so nobody types it twice; such pages are never stored."""
    attributes = {
        "autocomplete": "new-password" if new else "current-password",
        "autocapitalize": "none",
        "spellcheck": "false",
    }
    return forms.CharField(
        label=label,
        strip=False,
        max_length=1000,
        help_text=help_text,
        widget=forms.PasswordInput(attrs=attributes, render_value=new),
    )


class NameForm(Question):
    given_name = forms.CharField(
        label=_("Given name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )


class AgeForm(Question):
    under_18 = forms.ChoiceField(
        label=_("Are you under 18?"),
        choices=[("no", _("No, I am 18 or older")), ("yes", _("Yes, I am under 18"))],
        widget=forms.RadioSelect,
    )


class BirthDateForm(Question):
    birth_date = forms.DateField(label=_("When were you born?"), widget=DatePicker(attrs={"autocomplete": "bday"}))


class PassphraseForm(Question):
    passphrase = passphrase_field(
        _("Your passphrase"), new=True, help_text=_("Ten characters or more. Spaces are allowed.")
    )


class EmailForm(Question):
    email = forms.CharField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


class LoginForm(Question):
    login_name = forms.CharField(
        label=_("Log-in name or e-mail address"),
        help_text=_("For example apfel-laterne-42. Spaces and capital letters don’t matter."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    passphrase = passphrase_field(_("Passphrase"))
    shared = forms.BooleanField(
        label=_("Other people use this device too"),
        help_text=_("Then you are logged out when the browser is closed, or after 20 minutes."),
        required=False,
    )


class LoginNameForm(Question):
    login_name = forms.CharField(
        label=_("Your new log-in name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


def pin_field(label: Any, *, required: bool = True, help_text: Any = "", autocomplete: str = "off") -> forms.CharField:
    attributes = {"inputmode": "numeric", "autocomplete": autocomplete, "class": "account-pin"}
    return forms.CharField(
        label=label, required=required, max_length=20, help_text=help_text, widget=forms.TextInput(attrs=attributes)
    )


class PinForm(Question):
    pin = pin_field(_("PIN"), help_text=_("The six digits that came with your card."))
    shared = forms.BooleanField(
        label=_("Other people use this device too"),
        help_text=_("Then you are logged out when the browser is closed, or after 20 minutes."),
        required=False,
    )


class ConfirmForm(Question):
    passphrase = passphrase_field(_("Your passphrase"))


class ConfirmByPinForm(Question):
    pin = pin_field(_("PIN"), help_text=_("The six digits that came with your card."))


class ComeBackForm(Question):
    secret = forms.CharField(
        label=_("PIN or passphrase"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class SwitchForm(Question):
    keep = forms.BooleanField(
        label=_("Keep my first name on this device"),
        help_text=_("Then next time you choose your name and type a PIN. Nothing else about you stays here."),
        required=False,
    )
    pin = pin_field(
        _("A PIN for this device"),
        required=False,
        help_text=_("Six digits that you choose. Leave it empty to come back with your passphrase."),
    )


class PasskeyForm(Question):
    name = forms.CharField(
        label=_("What do you call it?"),
        max_length=60,
        required=False,
        help_text=_("For example “My phone”. Only you see this."),
    )


class CodeForm(Question):
    code = forms.CharField(
        label=_("The code"),
        max_length=30,
        help_text=_("Eight letters and digits. Capital letters and the hyphen don’t matter."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "account-code",
            }
        ),
    )


class RecoverForm(Question):
    login_name = forms.CharField(
        label=_("Your log-in name"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


class HelperForm(Question):
    name = forms.CharField(
        label=_("Their full name"),
        max_length=160,
        help_text=_("As it is written here, for example Ayşe Demir."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
