"""What is asked on a matter's page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.files.forms import FileForm
from quartier.kernel.matters.models import Agreement, Matter
from quartier.kernel.matters.released_places import places_of
from quartier.kernel.matters.steps import MOST_LETTERS
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Place
from quartier.ui.widgets import DatePicker, TimePicker


class MatterForm(forms.Form):
    """Several stand on one page, so each has ids of its own."""

    def __init__(self, data: Any = None, files: Any = None, *, matter: Matter, person: Person) -> None:
        super().__init__(data, files, auto_id=f"{type(self).__name__.removesuffix('Form').lower()}_%s")
        self.matter, self.person = matter, person


class SayForm(MatterForm):
    text = forms.CharField(
        label=_("Your message"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Please no account numbers, PINs or passwords."),
    )


class SendForm(FileForm, MatterForm):
    """A picture or a PDF."""


class ProposeForm(MatterForm):
    text = forms.CharField(label=_("What will you do?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    date = forms.DateField(label=_("On which day?"), required=False, widget=DatePicker())
    begins = forms.TimeField(label=_("From"), required=False, widget=TimePicker())
    ends = forms.TimeField(label=_("Until"), required=False, widget=TimePicker())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("date") and not given.get("begins") and "begins" not in self.errors:
            self.add_error("begins", _("Please say a time for this day, too."))
        if given.get("begins") and not given.get("date") and "date" not in self.errors:
            self.add_error("date", _("Please say which day."))
        if given.get("ends") and not given.get("begins") and not self.errors:
            self.add_error("begins", _("Please say when it begins, too."))
        return given

    @property
    def moments(self) -> dict[str, datetime | None]:
        """The day and the times as moments, in the quarter's time."""
        given = self.cleaned_data
        return {"starts": _moment(given["date"], given["begins"]), "ends": _moment(given["date"], given["ends"])}


class AnswerForm(MatterForm):
    """Accepts or takes back the very proposal that was on the page."""

    agreement = forms.ModelChoiceField(
        Agreement.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Please look at the proposal once more."),
            "invalid_choice": _("Please look at the proposal once more."),
        },
    )

    def __init__(self, data: Any = None, files: Any = None, *, matter: Matter, person: Person) -> None:
        super().__init__(data, files, matter=matter, person=person)
        self.fields["agreement"].queryset = matter.agreements.all()  # type: ignore[attr-defined]


class PlaceForm(MatterForm):
    place = forms.ModelChoiceField(
        Place.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("You can release only a place of your own."),
            "invalid_choice": _("You can release only a place of your own."),
        },
    )

    def __init__(self, data: Any = None, files: Any = None, *, matter: Matter, person: Person) -> None:
        super().__init__(data, files, matter=matter, person=person)
        own = {place.pk for place in places_of(person, matter)} | {
            release.place_id for release in matter.releases.filter(owner=person)
        }
        self.fields["place"].queryset = Place.objects.filter(pk__in=own)  # type: ignore[attr-defined]


class ThankForm(MatterForm):
    text = forms.CharField(
        label=_("Your thanks"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence is enough."),
    )


class DropForm(MatterForm):
    text = forms.CharField(
        label=_("A word to the others"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PressForm(MatterForm):
    """A button alone."""


FORMS: dict[str, type[MatterForm]] = {
    "say": SayForm,
    "send": SendForm,
    "propose": ProposeForm,
    "answer": AnswerForm,
    "place": PlaceForm,
    "press": PressForm,
    "thank": ThankForm,
    "drop": DropForm,
}


def _moment(day: Any, time: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time)) if day and time else None
