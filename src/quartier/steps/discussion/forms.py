"""What is asked in a discussion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.steps.discussion.terms import LONGEST_SUMMARY, Side
from quartier.ui.widgets import Tiles


class ArgumentForm(forms.Form):
    side = forms.ChoiceField(
        label=_("Does it speak for it or against it?"),
        choices=Side.choices,
        widget=Tiles(icons={Side.FOR.value: "plus", Side.AGAINST.value: "minus"}),
    )
    text = forms.CharField(
        label=_("Your argument"),
        help_text=_("One argument at a time: then others can answer just this one."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )


class SummaryForm(forms.Form):
    text = forms.CharField(
        label=_("What was said until now?"),
        help_text=_("Both sides, in the words of those who said it. Earlier summaries stay readable."),
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )


class ExpertForm(forms.Form):
    name = forms.CharField(label=_("Given name and family name"), max_length=120)
    known_as = forms.CharField(
        label=_("What do they know about it?"), help_text=_("For example: traffic planner of the town."), max_length=120
    )
