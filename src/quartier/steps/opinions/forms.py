"""What is asked: a statement, the organiser's statements, why one is taken out, and a slip."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.api.processes import BallotForm, Step
from quartier.steps.opinions.content import answers_in, content_of
from quartier.steps.opinions.polis_in import MOST_LETTERS
from quartier.steps.opinions.queries import on_slip
from quartier.steps.opinions.terms import ICONS, LONGEST, Said
from quartier.ui.widgets import Tiles


class StatementForm(forms.Form):
    text = forms.CharField(
        label=_("Your statement"),
        help_text=_("One thought in a sentence, so that others can say yes or no to it. At most 140 letters."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class LinesForm(forms.Form):
    lines = forms.CharField(
        label=_("Your statements"),
        help_text=_("One a line, at most 140 letters each. Ten to fifteen from all sides make a good beginning."),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it taken out?"), help_text=_("One sentence. Whoever brought it reads it."), max_length=240
    )


class UploadForm(forms.Form):
    votes = forms.FileField(
        label=_("participants-votes.csv (or votes.csv)"),
        help_text=_("From the export of the conversation: who answered what."),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
    comments = forms.FileField(
        label=_("comments.csv"),
        help_text=_("The words of the statements, and which were taken out."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )


class LongHidden(forms.HiddenInput):
    """Sent as it stands: with each comma as three signs a large table would be more than a request may hold."""

    needs_multipart_form = True


class TakeForm(forms.Form):
    """What was shown comes back with it, so nothing needs to be kept meanwhile."""

    votes = forms.CharField(widget=LongHidden(), max_length=MOST_LETTERS, strip=False)
    comments = forms.CharField(widget=LongHidden(), max_length=MOST_LETTERS, strip=False, required=False)


class SlipForm(BallotForm):
    """One slip. Its fields are called n1, n2, … by the statements' numbers; nothing has to be answered."""

    def content(self) -> dict[str, Any]:
        said = {int(name[1:]): value for name, value in self.cleaned_data.items() if value}
        return content_of(said)

    @staticmethod
    def answers(content: dict[str, Any]) -> dict[str, Any]:
        return {f"n{number}": said for number, said in answers_in(content).items()}


def slip_of(step: Step) -> type[BallotForm]:
    """The statements that stand on the slip."""
    fields = {
        f"n{one.number}": forms.ChoiceField(
            label=f"{one.number}. {one.text}", choices=Said.choices, widget=Tiles(icons=ICONS), required=False
        )
        for one in on_slip(step)
    }
    return type("SlipOfOne", (SlipForm,), fields)
