"""One slip: what somebody chooses in a step, on whatever way it comes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _


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


def agreed(form: type[BallotForm], one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What both read, to begin with where they differ elsewhere."""
    first, second = form.answers(one), form.answers(other)
    return {name: value for name, value in first.items() if second.get(name) == value}


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
