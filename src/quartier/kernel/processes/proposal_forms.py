"""What is asked of whoever makes a proposal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from quartier.kernel.processes.proposals import LONGEST_TEXT, LONGEST_TITLE
from quartier.ui.widgets import Suggest


class ProposalForm(forms.Form):
    """An idea, and where it belongs."""

    title = forms.CharField(label=_("Your idea in one sentence"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("Tell a little more"),
        help_text=_("What should be different afterwards, and for whom?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    where = forms.CharField(
        label=_("Where?"),
        help_text=_(
            "A street, an address, a place like “library”, or coordinates. Everybody sees this very spot:"
            " so better not your own front door."
        ),
        max_length=300,
        required=False,
        widget=Suggest(url=reverse_lazy("places:suggest", query={"what": "street,point,address"})),
    )
    is_outside = forms.BooleanField(label=_("Yes, it lies outside, and that is meant"), required=False)

    def __init__(self, *arguments: Any, needs_place: bool = False, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["where"].required = needs_place
        for name in ("title", "text"):
            self.fields[name].widget.attrs["dir"] = "auto"


class PhotoForm(forms.Form):
    """A picture of the spot, or of how it could be."""

    photo = forms.FileField(
        label=_("Add a photo"),
        help_text=_("Up to 20 MB. What your camera noted about time and place is removed."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(label=_("What is seen on it?"), max_length=250, required=False)
