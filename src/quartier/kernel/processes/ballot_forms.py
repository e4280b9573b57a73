"""One slip: what somebody chooses in a step, on whatever way it comes."""

from __future__ import annotations

from typing import Any

from django import forms


class BallotForm(forms.Form):
    """A kind's own form inherits from this; `Step` and what it needs stand in the class that `StepKind.ballot` makes."""

    def content(self) -> dict[str, Any]:
        """What is kept, as JSON: valid, and the same for the same choice."""
        return dict(self.cleaned_data)

    @staticmethod
    def answers(content: dict[str, Any]) -> dict[str, Any]:
        """The other way: what the form shows of a kept choice."""
        return content

    def in_words(self, content: dict[str, Any]) -> str:
        """What stands on a slip, for whoever compares what two people read."""
        return ", ".join(f"{value}" for value in content.values())
