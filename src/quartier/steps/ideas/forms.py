"""What is asked of somebody who brings an idea or a table of them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.api import StoredFile
from quartier.api.processes import ProposalForm
from quartier.steps.ideas.columns import LABELS, Part
from quartier.steps.ideas.tables import Table
from quartier.ui.widgets import PhotosField


class IdeaForm(ProposalForm):
    """`is_other`: somebody has seen what is alike, and theirs is something else. `kept`: photos that an earlier try has brought."""

    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Of the spot, or of how it could be. What your camera noted about time and place is removed."),
        required=False,
    )
    alt = forms.CharField(label=_("What is seen on it?"), max_length=250, required=False)
    kept: Sequence[StoredFile] = ()
    is_other = forms.CharField(required=False, widget=forms.HiddenInput())


class UploadForm(forms.Form):
    """A table of ideas."""

    file = forms.FileField(
        label=_("A table as CSV"),
        help_text=_(
            "From Excel or LibreOffice by “Save as”, or from another platform. You see it before anything is taken."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )


class ColumnsForm(forms.Form):
    """Which column holds what; and whether lines with a mistake are left out."""

    def __init__(self, *arguments: Any, table: Table, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [
            ("", _("– none –")),
            *((str(number), name or f"{number + 1}") for number, name in enumerate(table.header)),
        ]
        for part, label in LABELS.items():
            self.fields[part] = forms.ChoiceField(label=label, choices=choices, required=part is Part.TITLE)

    def columns(self) -> dict[Part, int]:
        return {part: int(self.cleaned_data[part]) for part in Part if self.cleaned_data.get(part)}
