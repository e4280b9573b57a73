"""From slips to a sentence. `count` runs once, as the step closes; `result` whenever somebody looks."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from quartier.api.processes import Result, Row, Step, Table, contents
from quartier.steps.mood.terms import MOODS


def count(step: Step) -> dict[str, Any]:
    said = Counter(content["mood"] for content in contents(step))
    return {mood: said[mood] for mood in MOODS}


def result(step: Step) -> Result:
    rows = tuple(Row(label=label, numbers=(step.tally.get(mood, 0),)) for mood, label in MOODS.items())
    table = Table(name="moods", title=_("How it feels"), columns=(_("People"),), rows=rows, adds_up=True)
    return Result(sentence=_sentence(step.tally), tables=(table,))


def _sentence(tally: dict[str, int]) -> str:
    """Without a number: fewer than five people aren't counted in public."""
    good, uneasy = tally.get("good", 0), tally.get("ache", 0) + tally.get("no", 0)
    if not good + uneasy:
        return _("Nobody has said anything.")
    if uneasy == 0:
        return _("It feels good to all who said something.")
    if good > uneasy:
        return _("It feels good to most. Ask those whom it doesn't.")
    return _("It doesn't feel good yet. Talk about it before you decide.")
