"""What is asked before somebody acts for another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.kernel.assistance.actions import in_a_year
from quartier.kernel.assistance.areas import areas
from quartier.kernel.assistance.confiding import sorts
from quartier.kernel.assistance.models import Assistance, Given, Way
from quartier.kernel.people.models import Person
from quartier.kernel.people.search import called
from quartier.ui.widgets import DatePicker, ManyTiles, Tiles

ICONS = {"matters": "messages-square", "groups": "users", "help": "hand-helping", "board": "clipboard-list"}
DESK, SOMEBODY = "desk", "somebody"


class ConsentForm(forms.Form):
    """By the person's own account."""

    helper = forms.CharField(
        label=_("Who may act for you?"),
        help_text=_("As they are known here: first name and family name."),
        max_length=170,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    areas = forms.MultipleChoiceField(label=_("What may they do?"), widget=ManyTiles)
    until = forms.DateField(
        label=_("Until when?"),
        help_text=_("A year at most. You can take it back on any day."),
        widget=DatePicker,
        initial=in_a_year,
    )

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        known = areas()
        field: Any = self.fields["areas"]
        field.choices = [(area.name, area.label) for area in known]
        field.widget.hints = {area.name: area.text for area in known}
        field.widget.icons = {area.name: ICONS.get(area.name, "circle-check") for area in known}

    def clean_helper(self) -> Person | None:
        return _one_called(self.cleaned_data["helper"])


class DeskConsentForm(ConsentForm):
    """At the desk, with the person there or their paper."""

    who = forms.ChoiceField(
        label=_("Who may act?"),
        choices=((DESK, _("The desk")), (SOMEBODY, _("Somebody they trust"))),
        widget=Tiles(icons={DESK: "clipboard-list", SOMEBODY: "user"}),
        initial=SOMEBODY,
    )
    given = forms.ChoiceField(
        label=_("How did they agree?"),
        choices=[(one.value, one.label) for one in (Given.PAPER, Given.SPOKEN)],
        widget=Tiles(icons={"paper": "file-text", "spoken": "users"}),
    )
    witness = forms.CharField(
        label=_("Said aloud: who else was there?"),
        help_text=_("Full name of a neighbour who is neither you nor the helper."),
        max_length=170,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    field_order = ("who", "helper", "areas", "until", "given", "witness")

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["helper"].label = _("Full name of the person they trust")
        self.fields["helper"].required = False
        self.fields["until"].help_text = _("A year at most.")

    def clean_helper(self) -> Person | None:
        if self.data.get("who") == DESK:
            return None
        return _one_called(self.cleaned_data["helper"])

    def clean_witness(self) -> Person | None:
        return _one_called(self.cleaned_data["witness"]) if self.cleaned_data["witness"] else None


def _one_called(full_name: str) -> Person:
    """Asked by the full name, so that nobody can leaf through the neighbours."""
    fitting = called(full_name)
    if len(fitting) != 1:
        raise forms.ValidationError(_("No neighbour has exactly this name, or more than one has."))
    return fitting[0]


class WayForm(forms.Form):
    """How news reach somebody who doesn't read them here."""

    way = forms.ChoiceField(
        label=_("How shall news reach them?"),
        choices=[("", _("They read it here")), *Way.choices],
        required=False,
        widget=Tiles(icons={"": "bell", "letter": "mail", "phone": "phone"}),
    )
    helper = forms.ModelChoiceField(
        label=_("Who brings it?"), queryset=Person.objects.none(), required=False, empty_label=_("The desk")
    )

    def __init__(self, *arguments: Any, person: Person, is_own: bool = False, **more: Any) -> None:
        super().__init__(*arguments, **{"auto_id": "way_%s", **more})  # it stands beside another form
        helping = Assistance.objects.filter(person=person, ended=None, accepted__isnull=False, helper__isnull=False)
        field: Any = self.fields["helper"]
        field.queryset = Person.objects.filter(pk__in=helping.values("helper"))
        if is_own:
            self.fields["way"].label = _("How shall news reach you?")
            choices: Any = self.fields["way"]
            choices.choices = [("", _("I read it here")), *Way.choices]


class ConfidantForm(forms.Form):
    confidant = forms.CharField(
        label=_("Full name of the confidant"),
        help_text=_("As they are known here: first name and family name."),
        max_length=170,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sorts = forms.MultipleChoiceField(label=_("What do they get a copy of?"), widget=ManyTiles)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        known = sorts()
        field: Any = self.fields["sorts"]
        field.choices = [(group.name, group.label) for group in known]
        field.widget.icons = {group.name: group.icon for group in known}
        field.widget.hints = {group.name: group.help for group in known}

    def clean_confidant(self) -> Person:
        return _one_called(self.cleaned_data["confidant"])
