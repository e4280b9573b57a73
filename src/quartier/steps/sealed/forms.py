"""What an organiser is asked, what keys, cards and ballots come as, and one slip of paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.api.processes import TICKS, BallotForm, Step, options_of
from quartier.steps.sealed.actions import BLANK, INVALID
from quartier.steps.sealed.terms import MOST_ANSWERS, SealedOptions
from quartier.ui.widgets import ManyTiles


class RulesForm(forms.Form):
    answers = forms.CharField(
        label=gettext_lazy("What is there to choose from?"),
        help_text=gettext_lazy("One answer a line. For a yes or no: Yes and No."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    least = forms.IntegerField(
        label=gettext_lazy("How many crosses at least?"), min_value=0, max_value=MOST_ANSWERS, initial=1
    )
    most = forms.IntegerField(
        label=gettext_lazy("How many crosses at most?"), min_value=1, max_value=MOST_ANSWERS, initial=1
    )
    may_be_blank = forms.BooleanField(
        label=gettext_lazy("Whoever likes may choose none of all (an abstention)"), required=False, initial=True
    )
    places = forms.IntegerField(
        label=gettext_lazy("How many answers are chosen in the end?"), min_value=1, max_value=MOST_ANSWERS, initial=1
    )


class PeopleForm(forms.Form):
    keepers = forms.CharField(
        label=gettext_lazy("Who keeps a key to the ballot box?"),
        help_text=gettext_lazy(
            "One full name a line; three people are usual. All of them are needed to open it, so choose people who trust each other"
            " little and are reliable."
        ),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    card_maker = forms.CharField(
        label=gettext_lazy("Who gives out the voting cards?"),
        help_text=gettext_lazy("The full name of somebody who keeps no key."),
        max_length=160,
    )


class TextForm(forms.Form):
    """A key, a share, a ballot or a list of cards, as the page made it or belenios-tool did."""

    text = forms.CharField(max_length=1_000_000, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}))

    def __init__(self, *arguments: Any, label: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["text"].label = label


class SlipForm(BallotForm):
    """One slip of paper. What breaks the rules is typed as invalid, by both."""

    chosen: SealedOptions

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        ticks = cleaned.get(TICKS, [])
        if not self.errors and ticks not in ([BLANK], [INVALID]):
            is_number = self.chosen.least <= len(ticks) <= self.chosen.most
            if not is_number or BLANK in ticks or INVALID in ticks:
                self.add_error(TICKS, _("That isn't allowed by the rules. If it stands so on the slip, it is invalid."))
        return cleaned


def slip_of(step: Step) -> type[SlipForm]:
    chosen = options_of(step, SealedOptions)
    choices = [(str(place), answer) for place, answer in enumerate(chosen.answers)]
    choices += [(BLANK, _("None of all"))] if chosen.may_be_blank else []
    choices += [(INVALID, _("The slip is invalid"))]
    ticks = forms.MultipleChoiceField(
        label=_("What stands on the slip?"), choices=choices, widget=ManyTiles(), required=False
    )
    return type("SlipForm", (SlipForm,), {TICKS: ticks, "chosen": chosen})
