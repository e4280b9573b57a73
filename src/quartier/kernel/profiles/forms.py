"""One thing to change, and who sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Person, Visibility
from quartier.kernel.people.visibility import choices_for, visibility_of
from quartier.ui.spoken import FIRST, language_choices
from quartier.ui.widgets import ManyTiles, Suggest, Tiles

ICONS = {Visibility.NOBODY: "lock", Visibility.MEMBERS: "users", Visibility.PUBLIC: "globe"}


class PartForm(forms.Form):
    """What all of them share: filled from the person, with a question at the end: who sees this?"""

    part = ""

    def __init__(self, data: Any, person: Person) -> None:
        super().__init__(data, initial=self.filled(person))
        if self.part:
            choices = [(value.value, value.label) for value in choices_for(person, self.part)]
            self.fields["visibility"] = forms.ChoiceField(
                label=_("Who sees this?"),
                choices=choices,
                widget=Tiles(icons={value.value: icon for value, icon in ICONS.items()}),
                initial=visibility_of(person, self.part),
            )

    def filled(self, person: Person) -> dict[str, Any]:
        return {self.part: getattr(person, self.part)}


class NameForm(PartForm):
    given_name = forms.CharField(label=_("First name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)

    def filled(self, person: Person) -> dict[str, Any]:
        return {"given_name": person.given_name, "family_name": person.family_name}


class AboutForm(PartForm):
    part = "about"
    about = forms.CharField(
        label=_("Some words about you"),
        help_text=_("What you like, what you are good at, what you are looking for here."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )


class LanguagesForm(PartForm):
    part = "languages"
    often = forms.MultipleChoiceField(label=_("Languages you speak"), widget=ManyTiles, required=False)
    others = forms.MultipleChoiceField(label=_("More languages"), widget=ManyTiles, required=False)

    def __init__(self, data: Any, person: Person) -> None:
        super().__init__(data, person)
        choices = language_choices()
        self._field("often").choices = choices[:FIRST]
        self._field("others").choices = choices[FIRST:]

    def filled(self, person: Person) -> dict[str, Any]:
        return {"often": person.languages, "others": person.languages}

    def codes(self, before: list[str]) -> list[str]:
        """What was known keeps its place; the first is the one spoken best."""
        chosen = {*self.cleaned_data["often"], *self.cleaned_data["others"]}
        kept = [code for code in before if code in chosen]
        return kept + [code for code, _name in language_choices() if code in chosen - {*kept}]

    def _field(self, name: str) -> forms.MultipleChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for mypy)
        return field


class PhoneForm(PartForm):
    part = "phone"
    phone = forms.CharField(
        label=_("Your telephone number"),
        help_text=_("Only if you want to be called. In a conversation you can also tell it to one person alone."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )


class AddressForm(PartForm):
    part = "address"
    chosen = forms.CharField(widget=forms.HiddenInput, required=False)
    address = forms.CharField(
        label=_("Where do you live?"),
        help_text=_("Street and house number. Leave it empty if you don't want to say."),
        max_length=300,
        required=False,
        widget=Suggest(url=reverse_lazy("places:suggest"), value_into="chosen"),
    )

    def __init__(self, data: Any, person: Person) -> None:
        super().__init__(data, person)
        self.fields["address"].why = _(  # type: ignore[attr-defined]
            "So that we can say how far something is. Neighbours see the street at most, and only if you want; "
            "the house number nobody. You tell it to one person when you agree on something."
        )

    def filled(self, person: Person) -> dict[str, Any]:
        return {"address": str(person.address) if person.address else "", "chosen": ""}
