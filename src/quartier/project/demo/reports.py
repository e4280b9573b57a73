"""What was reported in the made-up quarter: one thing decided by a panel, one that still waits, and a log to read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import F
from django.utils import timezone

from quartier.kernel.comments.actions import add_comment
from quartier.kernel.entries.models import Entry
from quartier.kernel.moderation import panels
from quartier.kernel.moderation.log_models import LogLine
from quartier.kernel.moderation.models import Case, Decision, Evidence, Report
from quartier.kernel.moderation.panel_models import Panel, Seat, Willing
from quartier.kernel.moderation.reports import report
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.project.demo.people import RESIDENT

SAT_FIRST = ("Ruth Engelhardt", "Gabi Neumann", "Wiebke Claasen")
SIT_NOW = (RESIDENT, "Hans-Peter Wolff", "Samira Bensaid")
LAST_MONTH = (
    ("comment", "respect", "hide", 2), ("entry", "honest", "hide", 4), ("comment", "respect", "nothing", 3),
    ("comment", "respect", "hide", 5), ("entry", "honest", "hide", 3), ("message", "honest", "pause", 6),
)  # fmt: skip


def report_things() -> None:
    people = {person.full_name: person for person in Person.objects.all()}
    now = timezone.now()
    _last_month(now)
    _be_willing(SAT_FIRST, people)
    insult = _reported(
        people,
        author="Jens Hartwig",
        words="Wer so parkt, hat den Führerschein wohl im Lotto gewonnen. Hirnlos, alle miteinander!",
        by="Gerd Krumbiegel",
        rule="respect",
        why="So reden wir hier nicht miteinander.",
        at=now - timedelta(days=6),
    )
    for seat in Seat.objects.filter(panel__case=insult)[:2]:
        if seat.person:
            reasons = "Der Satz beleidigt alle, die dort parken. Über die zugestellte Einfahrt darf man schimpfen, über Menschen nicht."
            panels.vote(seat, by=Actor(seat.person), measure="hide", days=None, rule="respect", reasons=reasons)
    _set_back(insult, timedelta(days=6))
    _be_willing(SIT_NOW, people)
    private = _reported(
        people,
        author="Stefan Kröger",
        words="Die Frau mit dem weißen Hund wohnt übrigens ganz oben links und ist erst abends zu Hause.",
        by="Annette Weiß",
        rule="private",
        why="Das gehört nicht ins Netz.",
        at=now - timedelta(hours=9),
    )
    _set_back(private, timedelta(hours=9))


def _reported(
    people: dict[str, Person], *, author: str, words: str, by: str, rule: str, why: str, at: datetime
) -> Case:
    keys = ["members"]
    posts = Entry.objects.filter(published__lt=at, expires=None, hidden=None, audience__in=keys, group=None)
    post = posts.exclude(author=people[author]).exclude(author=people[RESIDENT]).order_by("-published").first()
    if post is None:
        raise LookupError("Nobody has written anything yet.")
    comment = add_comment(post, by=Actor(people[author]), text=words, at=at)
    return report("comment", comment, rule=rule, by=Actor(people[by]), text=why).case


def _be_willing(names: tuple[str, ...], people: dict[str, Person]) -> None:
    for name in names:
        Willing.objects.create(person=people[name])


def _set_back(case: Case, ago: timedelta) -> None:
    """As if it had happened then; the decision came two days later."""
    Case.objects.filter(pk=case.pk).update(opened=F("opened") - ago)
    Report.objects.filter(case=case).update(at=F("at") - ago)
    Evidence.objects.filter(case=case).update(taken=F("taken") - ago)
    Panel.objects.filter(case=case).update(drawn=F("drawn") - ago, due=F("due") - ago)
    Seat.objects.filter(panel__case=case).update(asked=F("asked") - ago)
    Decision.objects.filter(case=case).update(at=F("at") - ago + timedelta(days=2))
    Notification.objects.filter(notice__startswith="moderation.", at__gt=timezone.now() - timedelta(minutes=5)).update(
        at=F("at") - ago
    )


def _last_month(now: datetime) -> None:
    month: date = (now.date().replace(day=1) - timedelta(days=1)).replace(day=1)
    LogLine.objects.bulk_create(
        LogLine(month=month, what=what, rule=rule, measure=measure, by="panel", days=days)
        for what, rule, measure, days in LAST_MONTH
    )
