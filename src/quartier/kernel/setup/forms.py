"""One question a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.kernel.managing.forms import OutlineForm, QuarterNameForm
from quartier.kernel.residence.forms import WaysField
from quartier.kernel.residence.settings import ResidenceSettings
from quartier.kernel.setup.answers import LATER, OUTLINE, STREETS, Answers
from quartier.ui.widgets import PickList, Tiles

__all__ = ["FORMS", "Form", "OutlineForm"]

Form = forms.Form


class NameForm(QuarterNameForm):
    def __init__(self, data: Any, files: Any, given: Answers) -> None:
        super().__init__(data, initial=given.get("name"))


class AreaForm(forms.Form):
    how = forms.ChoiceField(
        label=_("Where does your quarter lie?"),
        choices=[
            (OUTLINE, _("I have its outline")),
            (STREETS, _("I name its streets")),
            (LATER, _("Later")),
        ],
        widget=Tiles(
            icons={OUTLINE: "map", STREETS: "list", LATER: "clock"},
            hints={
                OUTLINE: _("A GeoJSON file, or its content to paste"),
                STREETS: _("Choose or type them in"),
                LATER: _("You find it under “The quarter”"),
            },
        ),
    )

    def __init__(self, data: Any, files: Any, given: Answers) -> None:
        super().__init__(data, initial=given.get("area"))


class SetupOutlineForm(OutlineForm):
    def __init__(self, data: Any, files: Any, given: Answers) -> None:
        super().__init__(data, files)


class StreetsForm(forms.Form):
    typed = forms.CharField(
        label=_("Which streets belong to it?"),
        help_text=_("One street a line."),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    chosen = forms.MultipleChoiceField(label=_("Which streets belong to it?"), required=False, widget=PickList)
    field_order = ["chosen", "typed"]

    def __init__(self, data: Any, files: Any, given: Answers, known: Iterable[str] = ()) -> None:
        known = list(known)
        before = given.get(STREETS, {}).get("streets", [])
        typed = "\n".join(name for name in before if name not in set(known))
        super().__init__(data, initial={"typed": typed, "chosen": before})
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for mypy)
        field.choices = [(name, name) for name in known]
        if known:
            self.fields["typed"].label = _("Streets that are missing in this list")
        else:
            del self.fields["chosen"]

    def names(self) -> list[str]:
        return [*self.cleaned_data.get("chosen", []), *self.cleaned_data["typed"].splitlines()]


class YouForm(forms.Form):
    given_name = forms.CharField(label=_("Your first name"), max_length=80)
    family_name = forms.CharField(label=_("Your family name"), max_length=80)

    def __init__(self, data: Any, files: Any, given: Answers) -> None:
        super().__init__(data, initial=given.get("you"))


class LoginForm(forms.Form):
    login_name = forms.CharField(
        label=_("Your log-in name"),
        help_text=_("The server made this one up for you. You can change it. Write it down."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    passphrase = forms.CharField(
        label=_("Your passphrase"),
        help_text=_("Ten characters or more. Four words that only you would put together are easy to remember."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The passphrase once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any, files: Any, given: Answers) -> None:
        super().__init__(data, initial={"login_name": given.get("login", {}).get("login_name", "")})

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("passphrase") and typed.get("again") and typed["passphrase"] != typed["again"]:
            self.add_error("again", _("The two are not the same. Please type both once more."))
        return typed


class SecondForm(forms.Form):
    given_name = forms.CharField(
        label=_("Their first name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    family_name = forms.CharField(
        label=_("Their family name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, data: Any, files: Any, given: Answers) -> None:
        super().__init__(data, initial=given.get("second"))


class WaysForm(forms.Form):
    ways = WaysField()

    def __init__(self, data: Any, files: Any, given: Answers) -> None:
        super().__init__(data, initial=given.get("ways") or {"ways": ResidenceSettings().ways})


class ImprintForm(forms.Form):
    responsible = forms.CharField(
        label=_("Who answers for this site?"),
        help_text=_("A person, or an association with its chair."),
        max_length=300,
    )
    address = forms.CharField(
        label=_("Postal address"),
        help_text=_("Street and number, postcode and town. No post-office box."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, data: Any, files: Any, given: Answers) -> None:
        super().__init__(data, initial=given.get("imprint"))


FORMS: dict[str, Callable[..., forms.Form]] = {
    "name": NameForm,
    "area": AreaForm,
    OUTLINE: SetupOutlineForm,
    STREETS: StreetsForm,
    "you": YouForm,
    "login": LoginForm,
    "second": SecondForm,
    "ways": WaysForm,
    "imprint": ImprintForm,
}
