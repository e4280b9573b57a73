"""The public log: how many were decided, about what and how. Never two of these together, and small numbers not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel.moderation.house_rules import rule_named
from quartier.kernel.moderation.log_models import LogLine
from quartier.kernel.moderation.models import DONE, By
from quartier.kernel.moderation.reportable import REPORTABLES

FEW = 3  # below this a number could tell who it was
MONTHS = 24
Counted = list[tuple[str, int | None]]  # None: fewer than FEW


@dataclass(frozen=True)
class Month:
    month: date
    decided: int
    kinds: Counted
    rules: Counted
    measures: Counted
    deciders: Counted
    days: int | None
    complaints: int
    changed: int | None

    @property
    def is_small(self) -> bool:
        """Then it says how many, and nothing more."""
        return self.decided < FEW


def months() -> list[Month]:
    newest = LogLine.objects.order_by("-month").values("month").distinct()[:MONTHS]
    lines = LogLine.objects.filter(month__in=list(newest.values_list("month", flat=True))).order_by("-month", "pk")
    return [_month(month, list(some)) for month, some in groupby(lines, key=lambda line: line.month)]


def _month(month: date, lines: list[LogLine]) -> Month:
    complaints = [line for line in lines if line.after_complaint]
    return Month(
        month=month,
        decided=len(lines),
        kinds=_counted(str(REPORTABLES[line.what].label) for line in lines if line.what in REPORTABLES),
        rules=_counted(str(rule_named(line.rule).title) for line in lines),
        measures=_counted(str(DONE[line.measure]) for line in lines),
        deciders=_counted(str(By(line.by).label) for line in lines),
        days=round(median(line.days for line in lines)) if len(lines) >= FEW else None,
        complaints=len(complaints),
        changed=sum(line.was_changed for line in complaints) if len(complaints) >= FEW else None,
    )


def in_words(month: Month) -> list[str]:
    """Sentences for where there is no page: a feed."""
    said = [ngettext("%(num)s decision", "%(num)s decisions", month.decided) % {"num": month.decided} + "."]
    if month.is_small:
        return [*said, _("Too few to say more without saying about whom.")]
    for title, rows in (
        (_("What it was about"), month.kinds),
        (_("Which rule"), month.rules),
        (_("What was decided"), month.measures),
        (_("Who decided"), month.deciders),
    ):
        counted = (f"{word} ({_('one or two') if count is None else count})" for word, count in rows)
        said.append(f"{title}: {', '.join(counted)}.")
    return said


def _counted(words: Iterable[str]) -> Counted:
    return [(word, count if count >= FEW else None) for word, count in Counter(words).most_common()]
