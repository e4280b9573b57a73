"""What somebody is asked: one sentence, and whether they would help."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.api import Refused, one_line, refusals_on
from quartier.api.processes import BallotForm, Channel, Proposal, Step, elector_named
from quartier.steps.gather.actions import sentence
from quartier.steps.gather.queries import Cluster
from quartier.steps.gather.terms import ON_PAPER, STARTERS
from quartier.ui.widgets import ManyTiles, Tiles

ICONS = {name: icon for name, (_label, icon) in STARTERS.items()}


class SayForm(forms.Form):
    starter = forms.ChoiceField(
        label=_("How does your sentence begin?"),
        choices=[(name, label) for name, (label, _icon) in STARTERS.items()],
        initial="miss",
        widget=Tiles(icons=ICONS),
    )
    words = forms.CharField(
        label=_("And how does it go on?"), help_text=_("For example: “a place to repair my bicycle”."), max_length=110
    )
    text = forms.CharField(
        label=_("Tell a little more"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    helps = forms.BooleanField(
        label=_("I’ll help if something comes of it"),
        help_text=_(
            "Then you are asked first, and you are there when a group is founded. You can take it back at any time."
        ),
        required=False,
    )

    def __init__(self, *arguments: Any, asks_who_helps: bool = True, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not asks_who_helps:
            del self.fields["helps"]


class EnterForm(SayForm):
    """By telephone or at the desk: of whom it is, and how it came. What comes on paper two people type."""

    field_order = ("channel", "name")

    channel = forms.ChoiceField(
        label=_("How does it come?"),
        choices=[(one.value, one.label) for one in (Channel.PHONE, Channel.DESK)],
        widget=Tiles(icons={"phone": "phone", "desk": "handshake"}),
    )
    name = forms.CharField(label=_("Who says it?"), help_text=_("Given name and family name."), max_length=160)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["helps"].label = _("They help if something comes of it")
        self.fields["helps"].help_text = ""


class Slip(BallotForm):
    """One slip of paper, as it is printed. All of it may be empty: then nothing stood on it."""

    step: Step

    miss = forms.CharField(label=_("I miss"), max_length=110, required=False)
    could = forms.CharField(label=_("I could"), max_length=110, required=False)
    name = forms.CharField(
        label=_("My name"),
        help_text=_("Only if a name stands on it: given name and family name."),
        max_length=160,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for starter in ON_PAPER:
            with refusals_on(self):
                if cleaned.get(starter):
                    _check(starter, cleaned[starter])
        if cleaned.get("name"):
            with refusals_on(self):
                self.person = elector_named(cleaned["name"], self.step)
        return cleaned

    def content(self) -> dict[str, Any]:
        said = {starter: one_line(self.cleaned_data[starter]) for starter in ON_PAPER}
        person = getattr(self, "person", None)
        return {**said, "name": person.full_name if person else "", "person": person.pk if person else None}

    @classmethod
    def same(cls, one: dict[str, Any], other: dict[str, Any]) -> bool:
        """Capitals, commas and dots of handwriting are nobody's mistake."""
        return all(_letters(one.get(name)) == _letters(other.get(name)) for name in (*ON_PAPER, "person"))


def slip_of(step: Step) -> type[BallotForm]:
    return type("SlipOfOneStep", (Slip,), {"step": step})


def _check(starter: str, words: str) -> None:
    try:
        sentence(starter, words)
    except Refused as refusal:
        raise Refused(refusal.message, field=starter) from refusal


def _letters(said: Any) -> str:
    return "".join(letter for letter in str(said or "").casefold() if letter.isalnum())


class GroupForm(forms.Form):
    """Some sentences, and what they have in common."""

    needs = forms.MultipleChoiceField(label=_("What belongs together?"), widget=ManyTiles())
    title = forms.CharField(
        label=_("What is it about, in a few words?"),
        help_text=_("A group of this name that is there already is added to."),
        max_length=120,
    )

    def __init__(self, *arguments: Any, cluster: Cluster, others: list[Proposal], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(str(need.pk), need.title) for need in (*cluster.needs, *others)]
        self.fields["needs"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("needs", [str(need.pk) for need in cluster.needs])
        self.initial.setdefault("title", cluster.name)
