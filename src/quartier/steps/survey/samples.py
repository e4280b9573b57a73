"""Questionnaires to begin with: nobody needs to start on an empty page. Their questions stand in samples.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.steps.survey.questions import Choice, Condition, Kind, Question

WRITTEN_IN = ("de", "de-simple", "en")


@dataclass(frozen=True, kw_only=True)
class Sample:
    name: str
    label: Any
    summary: Any
    icon: str

    def questions(self) -> tuple[Question, ...]:
        return tuple(_question(number, said) for number, said in enumerate(_written()[self.name], start=1))


@cache
def _written() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("samples.toml").read_text(encoding="utf-8"))


def _question(number: int, written: dict[str, Any]) -> Question:
    said = dict(written)
    after = said.pop("after", None)
    for name, prefix in (("choices", "a"), ("rows", "r")):
        texts = said.get(name, ())
        said[name] = tuple(Choice(key=f"{prefix}{at}", text=text) for at, text in enumerate(texts, start=1))
    show_if = Condition(question=after["question"], answers=tuple(after["answers"])) if after else None
    return Question(**{**said, "key": f"q{number}", "kind": Kind(said["kind"]), "show_if": show_if})


_ALL = (
    Sample(
        name="feast",
        label=_("How was it?"),
        summary=_("After a feast or a meeting: six questions."),
        icon="party-popper",
    ),
    Sample(
        name="living",
        label=_("How do we live here?"),
        summary=_("What is good, what is missing: six questions."),
        icon="house",
    ),
    Sample(
        name="day",
        label=_("When does it suit you?"),
        summary=_("To find a day: four questions."),
        icon="calendar-days",
    ),
)
SAMPLES = {sample.name: sample for sample in _ALL}
