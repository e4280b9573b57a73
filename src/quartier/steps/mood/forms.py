"""The slip: one of three."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.api.processes import BallotForm, Step, options_of
from quartier.steps.mood.terms import ICONS, MOODS, MoodOptions
from quartier.ui.widgets import Tiles


class Slip(BallotForm):
    mood = forms.ChoiceField(
        label=_("How does it feel to you?"), choices=list(MOODS.items()), widget=Tiles(icons=ICONS)
    )


def slip_of(step: Step) -> type[BallotForm]:
    """With the organiser's own sentence above it, where there is one."""
    statement = options_of(step, MoodOptions).statement
    if not statement:
        return Slip
    field = forms.ChoiceField(label=statement, choices=list(MOODS.items()), widget=Tiles(icons=ICONS))
    return type("SlipWithSentence", (Slip,), {"mood": field})
