"""One slip: what somebody chooses in a step, on whatever way it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from quartier.kernel.processes.models import Step
from quartier.kernel.refusals import Refused

TICKS = "ticks"


class BallotForm(forms.Form):
    """A kind's own form inherits from this; `Step` and what it needs stand in the class that `StepKind.ballot` makes."""

    def content(self) -> dict[str, Any]:
        """What is kept, as JSON: valid, and the same for the same choice."""
        return dict(self.cleaned_data)

    @staticmethod
    def answers(content: dict[str, Any]) -> dict[str, Any]:
        """The other way: what the form shows of a kept choice."""
        return content

    @classmethod
    def same(cls, one: dict[str, Any], other: dict[str, Any]) -> bool:
        """Whether two people read the same on a slip of paper."""
        return one == other

    def in_words(self, content: dict[str, Any]) -> dict[str, str]:
        """A kept choice as its slip says it: question → what stands there."""
        answers = self.answers(content)
        return {str(field.label or name): _said(field, answers.get(name)) for name, field in self.fields.items()}


def choice_in_words(step: Step, content: Mapping[str, Any]) -> str:
    """For whoever chose, as the slip says it; what is sealed only they can open."""
    if step.of_kind.ballot is None or step.of_kind.is_sealed:
        return ""
    said = step.of_kind.ballot(step)().in_words(dict(content))
    return "\n".join(f"{question}: {choice}" for question, choice in said.items())


def agreed(form: type[BallotForm], one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What both read, to begin with where they differ elsewhere."""
    first, second = form.answers(one), form.answers(other)
    return {name: value for name, value in first.items() if second.get(name) == value}


def ballot_form(
    fields: Mapping[str, forms.Field], *, is_ticked: bool, check: Callable[[dict[str, Any]], dict[str, Any]]
) -> type[BallotForm]:
    """The form of one vote, from what its rules ask; also for slips of paper, the telephone and the desk.

    Crosses (`is_ticked`) stand in one field, `TICKS`; all else in a field for each thing. `check` gets what was filled in, and gives
    the ballot as it is kept, or refuses what the rules don't allow.
    """
    return type("BallotByRules", (_BallotByRules,), {**fields, "is_ticked": is_ticked, "check": staticmethod(check)})


class _BallotByRules(BallotForm):
    is_ticked: ClassVar[bool]
    check: Callable[[dict[str, Any]], dict[str, Any]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                cleaned["ballot"] = self.check(self._filled_in(cleaned))
            except Refused as refusal:
                field = refusal.field if refusal.field in self.fields else TICKS
                self.add_error(field if field in self.fields else None, str(refusal))
        return cleaned

    def content(self) -> dict[str, Any]:
        ballot: dict[str, Any] = self.cleaned_data["ballot"]
        return ballot

    @classmethod
    def answers(cls, content: dict[str, Any]) -> dict[str, Any]:
        return {TICKS: list(content)} if cls.is_ticked else content

    def _filled_in(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        if self.is_ticked:
            return dict.fromkeys(cleaned[TICKS], 1)
        return {name: cleaned[name] for name in self.fields if cleaned.get(name) not in (None, "")}


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value in (None, "", [], ()):
        return _("nothing")
    labels = {
        str(key): str(label) for key, label in getattr(field, "choices", ()) if not isinstance(label, list | tuple)
    }
    several = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in several)
