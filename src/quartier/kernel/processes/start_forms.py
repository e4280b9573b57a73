"""Beginning a process, one question a page. `WholeForm` is all of them, for the last look and for what is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.kernel import registry
from quartier.kernel.groups.models import GroupRole
from quartier.kernel.groups.queries import speaks_for
from quartier.kernel.people.models import Person
from quartier.kernel.processes.forms import AboutForm
from quartier.kernel.processes.models import Who
from quartier.kernel.processes.where_form import WhereForm
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.roles.powers import has_power
from quartier.kernel.step_contract import ProcessTemplate, StepPlan
from quartier.kernel.terms.process import START_PROCESS
from quartier.ui.widgets import DateTimePicker, Tiles

QUARTER = "quarter"
LONGEST_STEP = 365
WHO_MEANS = {
    Who.PUBLIC: gettext_lazy("Also those whom nobody has confirmed yet. Good for opinions, risky for decisions."),
    Who.MEMBERS: gettext_lazy("Usual: one person, one vote."),
    Who.GROUP: gettext_lazy("Only they see it."),
    Who.ORGANISATION: gettext_lazy("Only they see it."),
    Who.SAMPLE: gettext_lazy("A lot is drawn that everybody can check. All others read along."),
}
WHO_ICONS = {"public": "globe", "members": "house", "group": "users", "organisation": "landmark", "sample": "ticket"}


def templates_on_offer() -> dict[str, ProcessTemplate]:
    """Of the modules that are switched on, without those that only their module begins.

    A kind of step brings a way of its own, for where no module has one with the same steps.
    """
    found = [(name, one) for name, one in registry.process_templates().items() if one.is_offered]
    of_modules = {name: one for name, one in found if name.partition(".")[0] not in registry.step_kinds()}
    offered = {name: one for name, one in of_modules.items() if is_on(name.partition(".")[0])}
    ways = {_kinds(one) for one in offered.values()}
    return offered | {name: one for name, one in found if name not in of_modules and _kinds(one) not in ways}


def _kinds(template: ProcessTemplate) -> tuple[str, ...]:
    return tuple(plan.kind for plan in template.steps)


def organisers_for(person: Person) -> list[tuple[str, str]]:
    """In whose name somebody may begin a process: value and words."""
    led = person.memberships.filter(role=GroupRole.MODERATOR, is_accepted=True, group__hidden=None)
    choices = [(f"group:{row.group_id}", row.group.name) for row in led.select_related("group").order_by("group__name")]
    choices += [(f"organisation:{one.pk}", one.name) for one in speaks_for(person)]
    if has_power(person, START_PROCESS):
        choices.append((QUARTER, _("The quarter")))
    return choices


class Question(forms.Form):
    """`so_far`: what was answered on the pages before."""

    def __init__(
        self, *arguments: Any, organisers: list[tuple[str, str]], so_far: Mapping[str, list[str]], **named: Any
    ):
        super().__init__(*arguments, **named)
        self.organisers, self.so_far = organisers, so_far
        self.prepare()

    def prepare(self) -> None:
        """What depends on who asks, and on the answers before."""

    def said(self, name: str) -> str:
        return (self.so_far.get(name) or [""])[0]


class WayQuestion(Question):
    template = forms.ChoiceField(label=gettext_lazy("How do you want to go about it?"), widget=Tiles())

    def prepare(self) -> None:
        super().prepare()
        found = templates_on_offer()
        _offer(self.fields["template"], [(name, str(one.label)) for name, one in found.items()])
        self.fields["template"].widget.icons = {name: one.icon for name, one in found.items()}
        self.fields["template"].widget.hints = {name: one.summary for name, one in found.items()}


class OrganiserQuestion(Question):
    organiser = forms.ChoiceField(label=gettext_lazy("In whose name do you ask?"), widget=Tiles())

    def prepare(self) -> None:
        super().prepare()
        _offer(self.fields["organiser"], self.organisers)
        icons = {"group": "users", "organisation": "landmark", QUARTER: "house"}
        self.fields["organiser"].widget.icons = {value: icons[value.partition(":")[0]] for value, _l in self.organisers}
        if len(self.organisers) == 1:
            self.initial.setdefault("organiser", self.organisers[0][0])


class TextQuestion(Question):
    title = AboutForm.base_fields["title"]
    question = AboutForm.base_fields["question"]
    text = AboutForm.base_fields["text"]


class WhoQuestion(Question):
    who = AboutForm.base_fields["who"]
    sample_size = AboutForm.base_fields["sample_size"]
    age_from = AboutForm.base_fields["age_from"]
    age_to = AboutForm.base_fields["age_to"]

    def prepare(self) -> None:
        super().prepare()
        sort = self.said("organiser").partition(":")[0]
        left_out = {Who.GROUP: sort != "group", Who.ORGANISATION: sort != "organisation"}
        offered = [(one.value, str(one.label)) for one in Who if not left_out.get(one, False)]
        _offer(self.fields["who"], offered)
        self.fields["who"].widget.icons = WHO_ICONS
        self.fields["who"].widget.hints = {one.value: words for one, words in WHO_MEANS.items()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("who") == Who.SAMPLE and not cleaned.get("sample_size") and "sample_size" not in self.errors:
            self.add_error("sample_size", _("How many neighbours shall be drawn?"))
        first, last = cleaned.get("age_from"), cleaned.get("age_to")
        if first is not None and last is not None and last < first:
            self.add_error("age_to", _("The age range ends before it begins."))
        return cleaned


class WhereQuestion(Question, WhereForm):
    """The whole quarter, a spot, some streets, or what one draws."""


class WhenQuestion(Question):
    begins = forms.DateTimeField(label=gettext_lazy("When does it begin?"), widget=DateTimePicker())

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("begins", (timezone.localtime() + timedelta(days=1)).replace(hour=9, minute=0))
        for number, plan in enumerate(self.plans, start=1):
            name = plan.title or registry.step_kinds()[plan.kind].name
            self.fields[f"days_{number}"] = forms.IntegerField(
                label=_("How many days: %(step)s") % {"step": name},
                help_text=str(registry.step_kinds()[plan.kind].summary),
                min_value=1,
                max_value=LONGEST_STEP,
                initial=plan.days,
            )

    @property
    def plans(self) -> tuple[StepPlan, ...]:
        template = registry.process_templates().get(self.said("template"))
        return template.steps if template else ()

    @property
    def days(self) -> list[int]:
        return [self.cleaned_data[f"days_{number}"] for number in range(1, len(self.plans) + 1)]

    def clean_begins(self) -> datetime:
        begins: datetime = self.cleaned_data["begins"]
        if begins < timezone.now() - timedelta(days=1):
            raise forms.ValidationError(_("This day is over already."))
        return begins


class AnswerQuestion(Question):
    answer_days = AboutForm.base_fields["answer_days"]

    def prepare(self) -> None:
        super().prepare()
        template = registry.process_templates().get(self.said("template"))
        self.initial.setdefault("answer_days", template.answer_days if template else 30)


QUESTIONS: dict[str, type[Question]] = {
    "way": WayQuestion,
    "organiser": OrganiserQuestion,
    "question": TextQuestion,
    "who": WhoQuestion,
    "where": WhereQuestion,
    "when": WhenQuestion,
    "answer": AnswerQuestion,
}


class WholeForm(WayQuestion, OrganiserQuestion, TextQuestion, WhoQuestion, WhereQuestion, WhenQuestion, AnswerQuestion):
    def details(self) -> dict[str, Any]:
        """What `start_process` takes, besides who asks and the place."""
        names = ("title", "question", "text", "who", "sample_size", "age_from", "age_to", "answer_days", "begins")
        details = {name: self.cleaned_data[name] for name in names}
        if details["who"] != Who.SAMPLE:
            details["sample_size"] = None
        return {**details, "days": self.days}


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    field.choices = choices  # type: ignore[attr-defined]
