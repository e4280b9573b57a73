"""Writing a breach down, saying what was done about it, and being reminded in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from quartier.kernel.belonging.rules import holders_of
from quartier.kernel.breaches.models import TIME, Breach, BreachStep, Risk
from quartier.kernel.contract import Text
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.data import BREACH_DUE, BREACH_NOTED
from quartier.kernel.terms.quarter import MANAGE
from quartier.ui.dates import date_short

WORDS = ("what", "people", "data", "harm", "measures")
SHORTEST, LONGEST = 10, 4000
REMIND_BEFORE = (timedelta(hours=24), timedelta(hours=6), timedelta(0))
SAID: dict[str, Text] = {
    "noted": pgettext_lazy("breach", "Written down"),
    "changed": pgettext_lazy("breach", "Changed"),
    "authority": gettext_lazy("The authority was told"),
    "people": gettext_lazy("Those concerned were told"),
    "closed": pgettext_lazy("breach", "Closed"),
}


@transaction.atomic
def note_breach(*, by: Actor, noticed: datetime, risk: str, **words: str) -> Breach:
    """Tells all who manage the quarter. Of one moment and in the same words it is written down once."""
    said = _checked(noticed, risk, words)
    me = _manager(by)
    there = Breach.objects.filter(noticed=noticed, what=said["what"], closed=None).first()
    if there:
        return there
    breach = Breach.objects.create(noticed=noticed, risk=risk, noted_by=me, **said)
    _step(breach, "noted", by=me, note=_snapshot(breach))
    others = [person for person in holders_of(MANAGE) if person != me]
    tell(others, BREACH_NOTED, by=me, url=breach.url, title=date_short(breach.due), once=str(breach.pk))
    return breach


@transaction.atomic
def change_breach(breach: Breach, *, by: Actor, noticed: datetime, risk: str, **words: str) -> None:
    """One learns more as time goes on. How it read before stays among its steps."""
    me, breach = _manager(by), _open(breach)
    for name, value in _checked(noticed, risk, words).items():
        setattr(breach, name, value)
    breach.noticed, breach.risk = noticed, risk
    before = breach.steps.filter(said__in=("noted", "changed")).last()
    breach.save()
    if before is None or before.note != _snapshot(breach):
        _step(breach, "changed", by=me, note=_snapshot(breach))


@transaction.atomic
def say_authority_told(breach: Breach, *, by: Actor, note: str) -> None:
    """`note`: where, and under which number."""
    me, breach = _manager(by), _open(breach)
    if breach.authority_told is None:
        breach.authority_told = timezone.now()
        breach.save(update_fields=["authority_told"])
        _step(breach, "authority", by=me, note=_note(note))


@transaction.atomic
def say_people_told(breach: Breach, *, by: Actor, note: str) -> None:
    """`note`: how they were told, and what."""
    me, breach = _manager(by), _open(breach)
    if breach.people_told is None:
        breach.people_told = timezone.now()
        breach.save(update_fields=["people_told"])
        _step(breach, "people", by=me, note=_note(note))


@transaction.atomic
def close_breach(breach: Breach, *, by: Actor, note: str) -> None:
    """Only when all have been told who must be; without a risk, with the reason why there is none."""
    me, breach = _manager(by), _open(breach)
    if breach.must_tell_authority:
        raise Refused(
            _("The authority must be told first. If there is no risk for anybody, change that above."), "note"
        )
    if breach.must_tell_people:
        raise Refused(_("Those concerned must be told first, because the risk is high."), "note")
    said = _note(note)
    breach.closed = timezone.now()
    breach.save(update_fields=["closed"])
    _step(breach, "closed", by=me, note=said)


def remind_of_breaches(now: datetime) -> int:
    """A job: a day before, six hours before, and when the time is over. Each once; says how many were sent."""
    sent = 0
    for breach in Breach.objects.filter(authority_told=None, closed=None).exclude(risk=Risk.NONE):
        come = [before for before in REMIND_BEFORE if now >= breach.due - before]
        if come:
            once = f"{breach.pk}:{min(come).total_seconds():.0f}"
            tell(holders_of(MANAGE), BREACH_DUE, url=breach.url, title=date_short(breach.due), once=once)
            sent += 1
    return sent


def _checked(noticed: datetime, risk: str, words: dict[str, str]) -> dict[str, str]:
    if noticed > timezone.now() + timedelta(minutes=5):
        raise Refused(_("This lies in the future. When did somebody notice it?"), "noticed")
    if noticed < timezone.now() - 100 * TIME:
        raise Refused(_("This is long ago. When did somebody here notice it?"), "noticed")
    if risk not in Risk.values:
        raise Refused(_("Please choose how large the risk is."), "risk")
    said = {name: words.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in WORDS}
    for name in ("what", "people", "data"):
        if len(said[name]) < (SHORTEST if name == "what" else 2):
            raise Refused(_("Please say it in a sentence. “Not known yet” is fine, too."), name)
    if risk == Risk.NONE and len(said["harm"]) < SHORTEST:
        raise Refused(_("Why can nobody be harmed by it? The law wants that written down."), "harm")
    return said


def _note(text: str) -> str:
    said = text.replace("\x00", "").strip()[:LONGEST]
    if len(said) < SHORTEST:
        raise Refused(_("Please say in a sentence what was done."), "note")
    return said


def _snapshot(breach: Breach) -> str:
    """How it reads now, in the language of the quarter."""
    with override(None):
        lines = [date_short(breach.noticed), str(breach.get_risk_display())]
    return "\n".join([*lines, *(getattr(breach, name) for name in WORDS if getattr(breach, name))])


def _step(breach: Breach, said: str, *, by: Person, note: str) -> None:
    BreachStep.objects.create(breach=breach, said=said, by=by, note=note)


def _open(breach: Breach) -> Breach:
    breach = Breach.objects.select_for_update(of=("self",)).get(pk=breach.pk)
    if breach.closed:
        raise Refused(_("This is closed and stays as it is."))
    return breach


def _manager(by: Actor) -> Person:
    require(by, MANAGE)
    if by.for_person is not None:
        raise Refused(_("Only for yourself, not for somebody else."))
    return by.person
