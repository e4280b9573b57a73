"""What an organiser chooses for one survey, as it is kept with the step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class SurveyOptions:
    questions: list[dict[str, Any]] = field(default_factory=list)  # as stored.py writes them
    languages: list[str] = field(default_factory=lambda: ["de"])
    intro: dict[str, str] = field(default_factory=dict)  # a few words before the first question
    reads_rows: bool = False  # the organiser may take each answer, without a name; said before the first question
    removed: dict[str, Any] = field(
        default_factory=dict
    )  # the last question that was taken away, and its place: for undo
