"""What somebody is asked: one sentence, and whether they would help."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.api import Person
from quartier.api.processes import Channel, Proposal
from quartier.steps.gather.queries import Cluster
from quartier.steps.gather.terms import STARTERS
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
    """At the desk: of whom it is, and how it came."""

    field_order = ("channel", "name")

    channel = forms.ChoiceField(
        label=_("How does it come?"),
        choices=[(one.value, one.label) for one in (Channel.PHONE, Channel.DESK, Channel.PAPER)],
        widget=Tiles(icons={"phone": "phone", "desk": "handshake", "paper": "file-text"}),
    )
    name = forms.CharField(
        label=_("Who says it?"),
        help_text=_("Given name and family name. Empty for a slip of paper without a name."),
        max_length=160,
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["helps"].label = _("They help if something comes of it")
        self.fields["helps"].help_text = ""
        self.person: Person | None = None


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
