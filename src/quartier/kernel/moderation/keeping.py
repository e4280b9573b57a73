"""How long what was reported is kept, and what goes then."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Retain
from quartier.kernel.moderation.evidence import forget_files, path_of
from quartier.kernel.moderation.models import RUNNING, Case, EvidenceFile, Report

KEEP = timedelta(days=365)  # after the decision: six months to complain, and time to decide anew
GRACE = timedelta(hours=1)  # a copy this young may belong to a row that isn't committed yet

RETAINS = (
    Retain(
        model=Case,
        until=KEEP,
        counts_from="closed",
        ground=_(
            "What was reported, and the copy of it: so that a complaint can be decided (Digital Services Act, article 20)"
        ),
    ),
    Retain(model=Report, until=KEEP, counts_from="case__closed", ground=_("What you reported, without your name")),
)


def forget_old_cases(now: datetime) -> int:
    """A job: the case goes with its reports, evidence and decisions. The log, which names nobody, stays."""
    old = list(Case.objects.exclude(state__in=RUNNING).filter(closed__lte=now - KEEP))
    for case in old:
        forget_files(case)
        case.delete()
    _sweep(now)
    return len(old)


def _sweep(now: datetime) -> None:
    directory = path_of("")
    if not directory.is_dir():
        return
    known = set(EvidenceFile.objects.values_list("key", flat=True))
    for file in directory.iterdir():
        if file.name not in known and now.timestamp() - file.stat().st_mtime > GRACE.total_seconds():
            file.unlink(missing_ok=True)
