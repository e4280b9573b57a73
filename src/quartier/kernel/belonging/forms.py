"""What is asked about groups and organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.kernel.groups.models import Openness, OrganisationKind
from quartier.ui.widgets import Tiles


class GroupForm(forms.Form):
    name = forms.CharField(label=_("What is the group called?"), max_length=80)
    about = forms.CharField(
        label=_("What is it about?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    openness = forms.ChoiceField(
        label=_("How do neighbours join?"),
        choices=Openness.choices,
        initial=Openness.ON_REQUEST,
        widget=Tiles(icons={"open": "door-open", "on_request": "hand", "closed": "mail"}),
    )


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("What is it called?"), max_length=120)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=OrganisationKind.choices,
        widget=Tiles(
            icons={
                "association": "users",
                "parish": "church",
                "welfare": "heart-handshake",
                "school": "school",
                "business": "store",
                "public_office": "landmark",
            }
        ),
    )
    about = forms.CharField(
        label=_("What do you do?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    contact = forms.CharField(
        label=_("How can people reach you?"),
        help_text=_("Everybody sees this, also outside the quarter."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NameForm(forms.Form):
    """A neighbour, typed in."""

    name = forms.CharField(label=_("Given and family name"), max_length=160)


class ManagerForm(NameForm):
    manages = forms.BooleanField(label=_("May also change this page"), required=False)


class PersonForm(forms.Form):
    """A button beside somebody's name."""

    person = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id=False)
