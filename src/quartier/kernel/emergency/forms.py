from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.kernel.emergency.actions import LONGEST
from quartier.kernel.people.models import Person
from quartier.kernel.people.search import called


class OpeningForm(forms.Form):
    """Whose conversation, and why. Names as they are: nobody is searched for."""

    first = forms.CharField(label=gettext_lazy("Full name of the person it is about"), max_length=170)
    second = forms.CharField(
        label=gettext_lazy("Full name of the other person"),
        help_text=gettext_lazy(
            "You will see their conversations with each other. Leave it empty for what the first one wrote for the protected circle."
        ),
        max_length=170,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("What is the emergency?"),
        help_text=gettext_lazy("Those concerned read this."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_first(self) -> Person:
        return _one_called(self.cleaned_data["first"])

    def clean_second(self) -> Person | None:
        name = self.cleaned_data["second"]
        return _one_called(name) if name.strip() else None


def _one_called(name: str) -> Person:
    fitting = called(name)
    if len(fitting) != 1:
        raise forms.ValidationError(_("No neighbour has exactly this name, or more than one has."))
    return fitting[0]
