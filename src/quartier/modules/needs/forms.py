"""What is asked of those who lead a round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.api import ModuleFace, Person
from quartier.ui.widgets import DatePicker, ManyTiles, Tiles


def _reason(label: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read it, also in a year."),
    )  # fmt: skip


class RoundForm(forms.Form):
    title = forms.CharField(label=_("What is the round called?"), max_length=120)
    text = forms.CharField(
        label=_("What do people need to know beforehand?"), required=False, max_length=6000,
        help_text=_("What is there already, what can be decided, and who helps to collect slips."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class AdoptForm(forms.Form):
    slug = forms.ChoiceField(label=_("What do we switch on?"), widget=Tiles())
    caretakers = forms.MultipleChoiceField(
        label=_("Who looks after it?"), required=False, widget=ManyTiles(),
        help_text=_("Those who said that they’d help, and you. Others can join later."),
    )  # fmt: skip
    review = forms.DateField(label=_("When do we look whether we still need it?"), widget=DatePicker())
    reason = _reason(_("Why?"), required=False)

    def __init__(self, *arguments: Any, faces: list[ModuleFace], people: list[Person], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(face.slug, face.name) for face in faces]
        hints = {face.slug: face.serves.caretakers if face.serves else face.summary for face in faces}
        self.fields["slug"].choices = choices  # type: ignore[attr-defined]
        self.fields["slug"].widget = Tiles(choices=choices, hints=hints)
        self.fields["caretakers"].choices = [(str(one.pk), one.full_name) for one in people]  # type: ignore[attr-defined]


class RejectForm(forms.Form):
    reason = _reason(_("Why not?"), required=True)


class ProjectForm(forms.Form):
    name = forms.CharField(label=_("What is the group called?"), max_length=80)
    people = forms.MultipleChoiceField(
        label=_("Who is in it?"),
        widget=ManyTiles(),
        help_text=_("Those who said that they’d help. The first looks after it."),
    )
    reason = _reason(_("How does it begin?"), required=False)

    def __init__(self, *arguments: Any, people: list[Person], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["people"].choices = [(str(one.pk), one.full_name) for one in people]  # type: ignore[attr-defined]
        self.initial.setdefault("people", [str(one.pk) for one in people])


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("What do you tell all who took part?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What was decided, what happens next, and thank you."),
    )  # fmt: skip


class ReviewForm(forms.Form):
    stays = forms.ChoiceField(
        label=_("What do we do?"),
        choices=(("yes", _("It stays")), ("no", _("We switch it off"))),
        widget=Tiles(icons={"yes": "check", "no": "pause"}),
    )
    until = forms.DateField(
        label=_("When do we look again?"), help_text=_("Only if it stays."), required=False, widget=DatePicker()
    )
    reason = _reason(_("Why?"), required=True)
