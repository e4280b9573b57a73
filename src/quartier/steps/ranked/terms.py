"""The lowest file: limits, what may reach a person, and what an organiser chooses for one ranked vote."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from quartier.api import Notice
from quartier.steps.ranked.rules import Rule

OWN, PROPOSALS, PEOPLE = "own", "proposals", "people"  # who or what stands to be chosen
LONGEST_NAME, LONGEST_TEXT = 120, 600

ASKED_TO_STAND = Notice(
    name="ranked.asked",
    label=_("You are asked to stand in a vote"),
    sentence=_("%(by)s asks whether you stand in “%(title)s”. You say yes or no."),
)


@dataclass(frozen=True, kw_only=True)
class RankedOptions:
    rule: str = Rule.IRV.value
    seats: int = 1
    about: str = OWN
    own: list[str] = field(default_factory=list)
    most_points: int = 5  # for one candidate, where points are given
    quorum_percent: int = 0
    quorum_number: int = 0
