"""The questions, one form each. `WholeForm` is all of them: for checking before something is published, and for editing."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from quartier.modules.help import words
from quartier.modules.help.kinds import KIND_CHOICES, KINDS
from quartier.modules.help.models import TimeOfDay, Urgency
from quartier.ui.widgets import DatePicker, ManyTiles, Suggest, Tiles

ONCE, REGULARLY = "once", "regularly"
MEMBERS, CIRCLE = "members", "circle"


class Question(forms.Form):
    """`sort`: "request" or "offer"; what only one of them is asked is left out for the other."""

    only_for: dict[str, str] = {"urgency": "request", "for_somebody": "request", "audience": "request"}
    labels: dict[str, dict[str, Any]] = {}

    def __init__(self, *arguments: Any, sort: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in list(self.fields):
            if self.only_for.get(name, sort) != sort:
                del self.fields[name]
            elif name in LABELS[sort]:
                self.fields[name].label = LABELS[sort][name]


class KindQuestion(Question):
    kind = forms.ChoiceField(
        choices=KIND_CHOICES,
        widget=Tiles(
            icons={name: kind.icon for name, kind in KINDS.items()},
            hints={name: kind.example for name, kind in KINDS.items()},
        ),
    )


class WhatQuestion(Question):
    title = forms.CharField(max_length=120)
    text = forms.CharField(
        label=_("Tell a little more"),
        help_text=_("What should somebody know beforehand? No phone number, no bank details: many people read this."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class WhenQuestion(Question):
    often = forms.ChoiceField(
        label=_("How often?"),
        choices=((ONCE, _("Once")), (REGULARLY, _("Again and again"))),
        initial=ONCE,
        widget=Tiles(icons={ONCE: "calendar", REGULARLY: "repeat"}),
    )
    first_day = forms.DateField(label=_("On which day?"), required=False, widget=DatePicker())
    last_day = forms.DateField(
        label=_("Until which day?"),
        help_text=_("Only if more than one day suits."),
        required=False,
        widget=DatePicker(),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days of the week?"), coerce=int, required=False, widget=ManyTiles()
    )
    time_of_day = forms.ChoiceField(label=_("What time of day?"), choices=TimeOfDay.choices, required=False)
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=Urgency.choices,
        initial=Urgency.WHENEVER,
        widget=Tiles(icons={"urgent": "hourglass", "this_week": "calendar-days", "whenever": "coffee"}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["weekdays"].choices = list(enumerate(words.weekday_names()))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Days of the week are for what recurs, the last of two days for what doesn't."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("often") == ONCE:
            cleaned["weekdays"] = []
        return cleaned


class WhereQuestion(Question):
    where = forms.CharField(
        label=_("Where?"),
        help_text=_("A street, a house or a place like “library”. You may leave it empty."),
        max_length=200,
        required=False,
        widget=Suggest(url=reverse_lazy("places:suggest")),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["where"].why = _(  # type: ignore[attr-defined]
            "So that neighbours see how far it is. A house is shown only roughly, at least 100 metres off. "
            "You release the exact address yourself, to the person with whom you agreed."
        )


class WhoQuestion(Question):
    for_somebody = forms.CharField(
        label=_("Do you ask for somebody else?"),
        help_text=_("For example: my mother, Mrs Kaya. Only who has agreed to help reads this."),
        max_length=120,
        required=False,
    )
    capacity = forms.TypedChoiceField(
        choices=[(n, n) for n in (1, 2, 3, 4, 5, 6, 8, 10, 15, 20)], coerce=int, initial=1
    )
    languages = forms.MultipleChoiceField(label=_("Which languages do you speak?"), required=False, widget=ManyTiles())
    audience = forms.ChoiceField(
        label=_("Who may see this?"),
        choices=((MEMBERS, _("All confirmed neighbours")), (CIRCLE, _("Only the protected circle"))),
        initial=MEMBERS,
        widget=Tiles(
            icons={MEMBERS: "users", CIRCLE: "shield"},
            hints={CIRCLE: _("people whom the quarter has chosen for this, for example at the desk")},
        ),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["languages"].choices = words.language_choices()  # type: ignore[attr-defined]


class WholeForm(KindQuestion, WhatQuestion, WhenQuestion, WhereQuestion, WhoQuestion):
    field_order = [
        "kind",
        "title",
        "text",
        "often",
        "first_day",
        "last_day",
        "weekdays",
        "time_of_day",
        "urgency",
        "where",
    ]

    def details(self) -> dict[str, Any]:
        """What the actions take."""
        details = {**self.cleaned_data, "is_recurring": self.cleaned_data["often"] == REGULARLY}
        del details["often"]
        if "audience" in details:
            details["is_protected"] = details.pop("audience") == CIRCLE
        return details


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        help_text=_("One or two sentences are enough: when you can, and what you would like to know."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


LABELS: dict[str, dict[str, Any]] = {
    "request": {
        "kind": _("What do you need help with?"),
        "title": _("What is it about, in one sentence?"),
        "capacity": _("How many people are needed?"),
    },
    "offer": {
        "kind": _("What would you like to help with?"),
        "title": _("What do you offer, in one sentence?"),
        "capacity": _("How many neighbours can you help at the same time?"),
    },
}
QUESTIONS: dict[str, type[Question]] = {
    "kind": KindQuestion,
    "what": WhatQuestion,
    "when": WhenQuestion,
    "where": WhereQuestion,
    "who": WhoQuestion,
}


def answers_of(obj: Any) -> dict[str, list[str]]:
    """An offer or request as if somebody had just filled in the questions."""
    return {
        "kind": [obj.kind],
        "title": [obj.title],
        "text": [obj.text],
        "often": [REGULARLY if obj.is_recurring else ONCE],
        "first_day": [obj.first_day.isoformat() if obj.first_day else ""],
        "last_day": [obj.last_day.isoformat() if obj.last_day else ""],
        "weekdays": [str(day) for day in obj.weekdays],
        "time_of_day": [obj.time_of_day],
        "urgency": [getattr(obj, "urgency", "")],
        "where": [str(obj.place or "")],
        "for_somebody": [getattr(obj, "for_somebody", "")],
        "capacity": [str(obj.capacity)],
        "languages": obj.languages,
        "audience": [CIRCLE if getattr(obj, "is_protected", False) else MEMBERS],
    }
