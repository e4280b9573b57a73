"""The ballot as a form, and what an organiser is asked."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.api.processes import TICKS, BallotForm, ballot_form
from quartier.steps.vote.ballots import checked
from quartier.steps.vote.rules import ABSTAIN, NO, YES, Majority, Rules, Sort
from quartier.steps.vote.terms import OWN, PROPOSALS, QUESTION
from quartier.ui.widgets import ManyTiles, Tiles


def form_of(rules: Rules) -> type[BallotForm]:
    """The ballot of this vote; its fields are called as what is voted on."""
    return ballot_form(_FIELDS[rules.sort](rules), is_ticked=rules.sort is Sort.APPROVAL, check=partial(checked, rules))


def _yes_no(rules: Rules) -> dict[str, forms.Field]:
    """Of one thing alone something must be said; of several, silence is an abstention."""
    choices = ((YES, _("Yes")), (NO, _("No")), (ABSTAIN, _("Abstention")))
    icons = {YES: "check", NO: "x", ABSTAIN: "minus"}
    return {
        option.key: forms.ChoiceField(
            label=option.title, choices=choices, widget=Tiles(icons=icons), required=len(rules.options) == 1
        )
        for option in rules.options
    }


def _approval(rules: Rules) -> dict[str, forms.Field]:
    choices = [(option.key, option.title) for option in rules.options]
    label = _("What are you for?")
    help_text = _("At most %(n)d. You may tick fewer, or nothing.") % {"n": rules.most}
    return {
        TICKS: forms.MultipleChoiceField(
            label=label, help_text=help_text, choices=choices, widget=ManyTiles(), required=False
        )
    }


def _points(rules: Rules) -> dict[str, forms.Field]:
    attributes = {"inputmode": "numeric", "class": "vote-points"}
    return {
        option.key: forms.IntegerField(
            label=option.title,
            min_value=0,
            max_value=rules.most_for_one,
            required=False,
            widget=forms.NumberInput(attrs=attributes),
        )
        for option in rules.options
    }


_FIELDS = {Sort.YES_NO: _yes_no, Sort.APPROVAL: _approval, Sort.POINTS: _points}


class SortForm(forms.Form):
    sort = forms.ChoiceField(
        label=gettext_lazy("How shall people vote?"),
        choices=(
            (Sort.YES_NO.value, gettext_lazy("Yes, no or abstention")),
            (Sort.APPROVAL.value, gettext_lazy("Tick what one is for")),
            (Sort.POINTS.value, gettext_lazy("Spread points")),
        ),
        widget=Tiles(
            icons={"yes_no": "vote", "approval": "circle-check", "points": "coins"},
            hints={
                "yes_no": gettext_lazy("“Shall the street be closed on Sundays?”"),
                "approval": gettext_lazy("“Which of these ten places need a bench?” Quick, and fair with many things."),
                "points": gettext_lazy("“You have 5 points.” Shows how much something matters to people."),
            },
        ),
    )


class AboutForm(forms.Form):
    about = forms.ChoiceField(
        label=gettext_lazy("What is voted on?"),
        choices=(
            (QUESTION, gettext_lazy("On the question itself")),
            (OWN, gettext_lazy("On things that I write down")),
            (PROPOSALS, gettext_lazy("On the proposals that were collected")),
        ),
        widget=Tiles(
            icons={QUESTION: "circle-help", OWN: "list", PROPOSALS: "lightbulb"},
            hints={PROPOSALS: gettext_lazy("Those that can be done, as they stand when the vote opens.")},
        ),
    )
    own = forms.CharField(
        label=gettext_lazy("What is there to choose from?"),
        help_text=gettext_lazy("One thing a line. Only needed for things that you write down."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *arguments: Any, sort: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if sort != Sort.YES_NO:
            field: Any = self.fields["about"]
            field.choices = [choice for choice in field.choices if choice[0] != QUESTION]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("about") == OWN and not cleaned.get("own", "").strip():
            self.add_error("own", _("Write down at least one thing."))
        return cleaned


class RulesForm(forms.Form):
    """Only what this sort of vote needs is asked."""

    most = forms.IntegerField(min_value=1, max_value=100)
    most_each = forms.IntegerField(
        label=gettext_lazy("How many of them for one thing, at most?"),
        help_text=gettext_lazy("0 means: as many as somebody likes."),
        min_value=0,
        max_value=100,
        initial=0,
    )
    chosen = forms.IntegerField(
        label=gettext_lazy("How many things are chosen in the end?"), min_value=1, max_value=100
    )
    majority = forms.ChoiceField(
        label=gettext_lazy("When is it adopted?"),
        choices=(
            (Majority.SIMPLE.value, gettext_lazy("More yes than no")),
            (Majority.TWO_THIRDS.value, gettext_lazy("Two thirds")),
            (Majority.OF_ALL_CAST.value, gettext_lazy("More than half of those who vote")),
            (Majority.OF_ALL.value, gettext_lazy("More than half of all who may vote")),
        ),
        widget=Tiles(
            hints={
                "simple": gettext_lazy("Usual. Abstentions don't count."),
                "two_thirds": gettext_lazy("Twice as many yes as no. For what is hard to undo."),
                "of_all_cast": gettext_lazy("An abstention works like a no."),
                "of_all": gettext_lazy("Whoever doesn't vote counts like a no."),
            }
        ),
    )
    quorum_percent = forms.IntegerField(
        label=gettext_lazy("How many must vote, of a hundred who may?"),
        help_text=gettext_lazy("0 means: it counts however few vote. Many quarters need 10."),
        min_value=0,
        max_value=100,
        initial=0,
    )
    quorum_number = forms.IntegerField(
        label=gettext_lazy("And how many people at least?"),
        help_text=gettext_lazy("0 means: no fixed number."),
        min_value=0,
        max_value=100_000,
        initial=0,
    )

    def __init__(self, *arguments: Any, sort: str, options: int, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.options = options
        for name in _NOT_ASKED[Sort(sort)]:
            del self.fields[name]
        if "most" in self.fields:
            self.fields["most"].label = (
                _("How many ticks has everybody?") if sort == Sort.APPROVAL else _("How many points has everybody?")
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("chosen") and self.options and cleaned["chosen"] >= self.options > 1:
            self.add_error("chosen", _("There are only %(n)d things: then everything would win.") % {"n": self.options})
        if cleaned.get("most_each") and cleaned["most_each"] > cleaned.get("most", 0):
            self.add_error("most_each", _("That is more than everybody has."))
        return cleaned


_NOT_ASKED = {
    Sort.YES_NO: ("most", "most_each", "chosen"),
    Sort.APPROVAL: ("most_each", "majority"),
    Sort.POINTS: ("majority",),
}
