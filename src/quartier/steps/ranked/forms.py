"""The ballot as a form, and what an organiser and somebody who stands are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.api.processes import TICKS, BallotForm, ballot_form
from quartier.steps.ranked.ballots import checked
from quartier.steps.ranked.rules import FOR_ONE, Paper, Rule, Rules
from quartier.steps.ranked.terms import LONGEST_TEXT, OWN, PEOPLE, PROPOSALS
from quartier.steps.ranked.words import NAMES
from quartier.ui.widgets import ManyTiles, Tiles


def form_of(rules: Rules) -> type[BallotForm]:
    """The ballot of this vote; its fields are called as what is voted on."""

    def check(filled_in: dict[str, Any]) -> dict[str, Any]:
        return checked(
            rules, {key: int(number) for key, number in filled_in.items()}
        )  # places are chosen from a list of words

    return ballot_form(_FIELDS[rules.paper](rules), is_ticked=rules.paper is Paper.CROSSES, check=check)


def _places(rules: Rules) -> dict[str, forms.Field]:
    choices = [("", "–"), *((str(place), f"{place}.") for place in range(1, len(rules.standing) + 1))]
    return {
        choice.key: forms.ChoiceField(
            label=choice.title, choices=choices, required=False, widget=forms.Select(attrs={"autocomplete": "off"})
        )
        for choice in rules.standing
    }


def _points(rules: Rules) -> dict[str, forms.Field]:
    attributes = {"inputmode": "numeric", "autocomplete": "off"}
    return {
        choice.key: forms.IntegerField(
            label=choice.title,
            min_value=0,
            max_value=rules.most_points,
            required=False,
            widget=forms.NumberInput(attrs=attributes),
        )
        for choice in rules.standing
    }


def _crosses(rules: Rules) -> dict[str, forms.Field]:
    return {
        TICKS: forms.MultipleChoiceField(
            label=_("Whom could you well live with?"),
            help_text=_("Tick as many as you like, or nobody."),
            choices=[(choice.key, choice.title) for choice in rules.standing],
            widget=ManyTiles(),
            required=False,
        )
    }


_FIELDS = {Paper.PLACES: _places, Paper.POINTS: _points, Paper.CROSSES: _crosses}


class RuleForm(forms.Form):
    rule = forms.ChoiceField(
        label=gettext_lazy("How shall it be counted?"),
        choices=[(rule.value, NAMES[rule]) for rule in Rule],
        widget=Tiles(
            hints={
                "irv": gettext_lazy("For one seat or one name. Everybody understands it."),
                "schulze": gettext_lazy("For one seat or one name. Finds whom most can agree on."),
                "score": gettext_lazy("Shows how much somebody is wanted."),
                "scottish-stv": gettext_lazy("For several seats: each group gets its part. Could be counted by hand."),
                "meek-stv": gettext_lazy("For several seats: each group gets its part, as exactly as can be."),
                "approval": gettext_lazy("Quick. With several seats the largest group may take all of them."),
                "phragmen": gettext_lazy("Several seats, with ticks alone: each group gets its part."),
                "equal-shares": gettext_lazy("Several seats, with ticks alone: everybody has the same say."),
            },
        ),
    )


class AboutForm(forms.Form):
    about = forms.ChoiceField(
        label=gettext_lazy("Who or what can be chosen?"),
        choices=(
            (OWN, gettext_lazy("Things that I write down")),
            (PROPOSALS, gettext_lazy("The proposals that were collected")),
            (PEOPLE, gettext_lazy("Neighbours who stand")),
        ),
        widget=Tiles(
            icons={OWN: "list", PROPOSALS: "lightbulb", PEOPLE: "users"},
            hints={
                PROPOSALS: gettext_lazy("Those that can be done, as they stand when the vote opens."),
                PEOPLE: gettext_lazy("Nobody stands without having said yes themselves."),
            },
        ),
    )
    own = forms.CharField(
        label=gettext_lazy("What is there to choose from?"),
        help_text=gettext_lazy(
            "One thing a line. Only needed for things that you write down. Never other people's names. "
            "Once people vote nobody can strike one of them."
        ),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("about") == OWN and not cleaned.get("own", "").strip():
            self.add_error("own", _("Write down at least two things."))
        return cleaned


class NumbersForm(forms.Form):
    """Only what this rule needs is asked."""

    seats = forms.IntegerField(label=gettext_lazy("How many are chosen?"), min_value=1, max_value=39)
    most_points = forms.IntegerField(
        label=gettext_lazy("How many points may one get, at most?"), min_value=1, max_value=100
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

    def __init__(self, *arguments: Any, rule: Rule, choices: int, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.choices = choices
        if rule in FOR_ONE:
            del self.fields["seats"]
        if rule is not Rule.SCORE:
            del self.fields["most_points"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("seats") and 1 < self.choices <= cleaned["seats"]:
            self.add_error("seats", _("There are only %(n)d to choose from: then all would win.") % {"n": self.choices})
        return cleaned


class StandForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What should your neighbours know about you?"),
        help_text=gettext_lazy("Two or three sentences, or nothing. Everybody who sees the vote reads them."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AskForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Whom do you want to ask?"),
        help_text=gettext_lazy("The whole name. They are told, and stand only when they say yes."),
        max_length=160,
    )
