"""What is asked of whoever begins a process, looks after it, or answers."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.kernel.groups.queries import speaks_for
from quartier.kernel.people.models import Person
from quartier.kernel.processes.models import Process, Who
from quartier.kernel.processes.proposal_models import Feasibility, ProposalState
from quartier.ui.money import EuroField
from quartier.ui.widgets import DateTimePicker, Tiles


class AboutForm(forms.Form):
    """What may be said about a process, and changed while it is a draft."""

    title = forms.CharField(label=_("A short name"), max_length=120, help_text=_("For example: Benches on the square"))
    question = forms.CharField(
        label=_("Your question"), max_length=240, help_text=_("One sentence that everybody understands.")
    )
    text = forms.CharField(
        label=_("What it is about"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Why you ask, what is fixed already, and what can be decided."),
    )
    who = forms.ChoiceField(
        label=_("Who may take part?"),
        choices=[choice for choice in Who.choices if choice[0] != Who.YOUNG],  # begun in their own space
        initial=Who.MEMBERS,
        widget=Tiles(
            icons={
                "public": "globe",
                "members": "house",
                "group": "users",
                "organisation": "landmark",
                "sample": "ticket",
            }
        ),
    )
    sample_size = forms.IntegerField(
        label=_("How many are drawn?"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Only if you let the lot decide."),
    )
    age_from = forms.IntegerField(
        label=_("From which age?"), required=False, min_value=0, max_value=120, help_text=_("Leave empty for all.")
    )
    age_to = forms.IntegerField(label=_("Up to which age?"), required=False, min_value=0, max_value=120)
    answer_days = forms.IntegerField(
        label=_("Within how many days do you answer?"), min_value=1, max_value=730, initial=30,
        help_text=_("After the last step. Everybody sees this day."),
    )  # fmt: skip


class YoungForm(AboutForm):
    """Of a round of young people: who takes part is said by its ages alone."""

    who = None  # type: ignore[assignment]
    sample_size = None  # type: ignore[assignment]


class TimesForm(forms.Form):
    """The two moments of a step; of one that is open only the second."""

    opens = forms.DateTimeField(label=_("Begins"), widget=DateTimePicker())
    closes = forms.DateTimeField(label=pgettext_lazy("a step", "Ends"), widget=DateTimePicker())


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does it end?"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who took part reads this."),
    )  # fmt: skip


class AdoptForm(forms.Form):
    """Which office, and until when it answers."""

    office = forms.ChoiceField(label=_("Which office answers?"), widget=Tiles())
    due = forms.DateTimeField(label=_("Until when?"), widget=DateTimePicker())

    def __init__(self, *arguments: Any, person: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offices = cast("forms.ChoiceField", self.fields["office"])
        offices.choices = [(str(one.pk), one.name) for one in speaks_for(person) if one.is_official]


class AnswerForm(forms.Form):
    """What comes of it, and one line for each proposal."""

    text = forms.CharField(
        label=_("What comes of it?"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What was decided, what happens when, and what doesn't, and why."),
    )  # fmt: skip


class StateForm(forms.Form):
    """What becomes of one proposal."""

    state = forms.ChoiceField(label=_("What becomes of it?"), choices=ProposalState.choices, widget=forms.Select())
    sentence = forms.CharField(
        label=_("In a few words"), required=False, max_length=200, help_text=_("For example: is built in spring 2027")
    )


class FeasibilityForm(forms.Form):
    feasibility = forms.ChoiceField(label=_("Can it be done?"), choices=Feasibility.choices, widget=Tiles())
    reasons = forms.CharField(
        label=_("Why?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    cost_cents = EuroField(
        label=_("What would it cost?"),
        help_text=_("In euros, with building and upkeep of the first years. Needed where people vote on money."),
        required=False,
    )


def about_of(process: Process) -> dict[str, Any]:
    """What the form shows of a process."""
    return {name: getattr(process, name) for name in AboutForm.base_fields}
