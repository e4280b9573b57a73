from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.breaches.actions import LONGEST
from quartier.kernel.breaches.models import Breach, Risk
from quartier.ui.widgets import DateTimePicker, Tiles


def _words(label: object, help_text: object = "", *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, required=required, widget=area)  # type: ignore[arg-type]


class BreachForm(forms.Form):
    """What the law asks for, in the order in which one knows it."""

    noticed = forms.DateTimeField(
        label=_("When did somebody here notice it?"),
        help_text=_("From then on 72 hours count."),
        widget=DateTimePicker(),
    )
    what = _words(_("What happened?"), _("For example: a list with addresses lay open on the table for a day."))
    people = _words(_("Who is concerned, and about how many?"), _("No names: “all who ordered a letter, about 40”."))
    data = _words(_("Which data?"))  # type: ignore[assignment]  # not the posted data, which a form has too
    risk = forms.ChoiceField(
        label=_("How large is the risk for those concerned?"),
        choices=Risk.choices,
        initial=Risk.SOME,
        widget=Tiles(
            hints={
                "none": _("Nobody needs to be told. You write down why."),
                "some": _("The authority must be told within 72 hours."),
                "high": _("The authority, and at once those concerned too."),
            }
        ),
    )
    harm = _words(_("What may come of it?"), required=False)
    measures = _words(_("What have you done about it, and what will you do?"), required=False)

    @classmethod
    def of(cls, data: object, breach: Breach | None) -> BreachForm:
        names = ("noticed", "what", "people", "data", "risk", "harm", "measures")
        now = {name: getattr(breach, name) for name in names} if breach else {"noticed": timezone.localtime()}
        return cls(data, initial=now)  # type: ignore[arg-type]


class NoteForm(forms.Form):
    note = forms.CharField(label=_("What was done?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
