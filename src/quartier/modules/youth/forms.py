"""What is asked: of those who look after the space, of schools, of the office, and of children with a code."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.api import Organisation, Refused
from quartier.api.processes import Proposal
from quartier.modules.youth.queries import TOLD
from quartier.modules.youth.terms import MOST_CODES, TEMPLATES, Ages
from quartier.modules.youth.words import cents_of
from quartier.ui.widgets import DatePicker, DateTimePicker, Tiles


def _sum(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )


class SumForm(forms.Form):
    """A form with a sum of money in `cents`."""

    def clean_cents(self) -> int:
        try:
            return cents_of(self.cleaned_data["cents"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class RoundForm(forms.Form):
    template = forms.ChoiceField(
        label=_("How do you want to go about it?"),
        choices=[(one.name, one.label) for one in TEMPLATES],
        widget=Tiles(
            icons={one.name: one.icon for one in TEMPLATES}, hints={one.name: one.summary for one in TEMPLATES}
        ),
    )
    ages = forms.ChoiceField(
        label=_("Whom is it for?"),
        choices=Ages.choices,
        initial=Ages.ALL,
        widget=Tiles(icons={"all": "users", "children": "baby", "teens": "graduation-cap"}),
    )
    title = forms.CharField(label=_("A short name"), max_length=120, help_text=_("For example: the skate corner"))
    question = forms.CharField(
        label=_("The question"), max_length=240, help_text=_("One sentence that a ten-year-old understands.")
    )
    text = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What can be decided, and what is fixed already. Adults read this too."),
    )
    office = forms.ChoiceField(
        label=_("Which office is asked for an answer?"),
        required=False,
        widget=forms.Select(),
        help_text=_("It says until when it answers, and is reminded."),
    )
    begins = forms.DateTimeField(label=_("When does it begin?"), widget=DateTimePicker())

    def __init__(self, *arguments: Any, offices: list[Organisation], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.offices = {str(one.pk): one for one in offices}
        self.fields["office"].choices = [  # type: ignore[attr-defined]
            ("", gettext("None: those who look after the space answer")),
            *((key, one.name) for key, one in self.offices.items()),
        ]
        self.initial.setdefault("begins", (timezone.localtime() + timedelta(days=1)).replace(hour=14, minute=0))

    def clean_office(self) -> Organisation | None:
        return self.offices.get(self.cleaned_data["office"])


class PromiseForm(forms.Form):
    office = forms.ChoiceField(label=_("Which office answers?"), widget=Tiles())
    due = forms.DateTimeField(
        label=_("Until when?"), widget=DateTimePicker(), help_text=_("Young people rely on this day.")
    )

    def __init__(self, *arguments: Any, offices: list[Organisation], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["office"].choices = [(str(one.pk), one.name) for one in offices]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer, and what becomes of each thing that was chosen."""

    text = forms.CharField(
        label=_("What comes of it?"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Write for young people: short sentences, no paragraphs of law. What happens when, what doesn't, and why."
        ),
    )

    def __init__(self, *arguments: Any, proposals: list[Proposal], **named: Any) -> None:
        super().__init__(*arguments, **named)
        labels = dict(Proposal._meta.get_field("state").choices or ())
        self.proposals = proposals
        for one in proposals:
            self.fields[f"state-{one.pk}"] = forms.ChoiceField(
                label=one.title, choices=[(state.value, labels[state.value]) for state in TOLD], initial=one.state
            )
            self.fields[f"sentence-{one.pk}"] = forms.CharField(
                label=gettext("In a few words: %(title)s") % {"title": one.title},
                required=False,
                max_length=200,
                initial=one.sentence,
                help_text=_("For example: is built in spring 2027"),
            )

    def states(self) -> dict[int, tuple[str, str]]:
        said = self.cleaned_data
        return {one.pk: (said[f"state-{one.pk}"], said[f"sentence-{one.pk}"]) for one in self.proposals}


class SheetForm(forms.Form):
    organisation = forms.ChoiceField(label=_("For which school?"), widget=Tiles())
    name = forms.CharField(
        label=_("What do you call the class?"), max_length=60, help_text=_("For example: 5b. No names of children.")
    )
    size = forms.IntegerField(
        label=_("How many children?"),
        min_value=1,
        max_value=MOST_CODES,
        help_text=_("Each gets a code of their own. Add one or two, should a slip get lost."),
    )

    def __init__(self, *arguments: Any, schools: list[Organisation], cares: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.schools = {str(one.pk): one for one in schools}
        own = [("", gettext("No school: from the young people's space"))] if cares else []
        field: Any = self.fields["organisation"]
        field.choices = [*((key, one.name) for key, one in self.schools.items()), *own]
        field.required = not cares
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]

    def clean_organisation(self) -> Organisation | None:
        return self.schools.get(self.cleaned_data["organisation"])


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why not?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It stands on your slip. It has eight signs. Capital letters and the dash don't matter."),
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "account-code",
            }
        ),
    )


class IdeaForm(forms.Form):
    title = forms.CharField(label=_("Your idea in one sentence"), max_length=120)
    text = forms.CharField(
        label=_("Tell a little more"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Don't write your name, and nobody else's."),
    )  # fmt: skip


class PotForm(SumForm):
    name = forms.CharField(
        label=_("What do you call the money?"), max_length=80, help_text=_("For example: youth budget 2027")
    )
    cents = _sum(_("How much is it, in euros?"))
    given_by = forms.CharField(label=_("Who gives it?"), max_length=120)
    ends = forms.DateField(label=_("Until when can it be used?"), widget=DatePicker())


class SpendForm(SumForm):
    proposal = forms.ModelChoiceField(
        label=_("What is it for?"),
        queryset=Proposal.objects.none(),
        empty_label=None,
        help_text=_("Only what young people chose in a round stands here."),
    )
    cents = _sum(_("How much, in euros?"))

    def __init__(self, *arguments: Any, proposals: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["proposal"].queryset = proposals  # type: ignore[attr-defined]


class GiveBackForm(SumForm):
    cents = _sum(_("How much comes back, in euros?"), _("0: it was all used."))
