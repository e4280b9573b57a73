"""Casting: the last choice counts, and what somebody entered for a neighbour, that neighbour may overwrite."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.events import note
from quartier.kernel.processes.locking import lock_step
from quartier.kernel.processes.models import Ballot, Channel, Participation, Step
from quartier.kernel.processes.rights import must_take_part, why_not
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.process import ENTER_BALLOTS, ENTERED_FOR_YOU

LARGEST_SEALED = 64 * 1024


@transaction.atomic
def cast(step: Step, *, by: Actor, content: dict[str, Any], channel: Channel = Channel.WEB) -> Ballot:
    """Somebody's choice, in place of an earlier one. For a person one acts for, it is noted who did; never over their own."""
    _must_be_readable(step)
    step = lock_step(step)
    must_take_part(step, by)
    _must_hold_no_slip(step, by.subject)
    entered_by = by.person if by.for_person is not None else None
    if entered_by is not None:
        _must_not_have_chosen(step, by.subject, field=None)
        channel = Channel.DESK if channel == Channel.WEB else channel
    return _write(step, by.subject, content, channel, entered_by)


@transaction.atomic
def cast_sealed(step: Step, *, by: Actor, sealed: bytes) -> Ballot:
    """Like `cast`, for a kind that `is_sealed`: bytes that its `count` alone can open. Nobody seals for somebody else."""
    if not step.of_kind.is_sealed:
        raise ValueError(f"The ballots of “{step.kind}” aren't sealed.")
    if not sealed or len(sealed) > LARGEST_SEALED:
        raise Refused(_("This sealed choice can't be read. Please choose again."))
    step = lock_step(step)
    require_own_name(by)
    must_take_part(step, by)
    _must_hold_no_slip(step, by.subject)
    return _write(step, by.subject, {}, Channel.WEB, None, sealed=sealed)


@transaction.atomic
def take_part_back(step: Step, *, by: Actor) -> None:
    """What somebody chose goes, and that they took part, as long as the step is open: for a signature, not for a vote."""
    step = lock_step(step)
    must_take_part(step, by)
    Ballot.objects.filter(step=step, person=by.subject).delete()
    Participation.objects.filter(step=step, person=by.subject).delete()


@transaction.atomic
def enter_for(step: Step, person: Person, *, by: Actor, content: dict[str, Any], channel: Channel) -> Ballot:
    """By telephone or at the desk. Never over what the person chose themself."""
    require(by, ENTER_BALLOTS)
    require_own_name(by)
    _must_be_readable(step)
    step = lock_step(step)
    if channel not in {Channel.PHONE, Channel.DESK}:
        raise Refused(_("Say whether it came by telephone or at the desk."), field="channel")
    if person.pk == by.person.pk:
        raise Refused(_("Your own choice you make on your own page."), field="person")
    if reason := why_not(step, person):
        raise Refused(
            _("%(name)s can't take part in this.") % {"name": person.full_name} + " " + reason, field="person"
        )
    _must_hold_no_slip(step, person)
    _must_not_have_chosen(step, person, field="person")
    ballot = _write(step, person, content, channel, by.person)
    note(step.process, "entered", by=by, step=step, channel=str(channel))
    tell([person], ENTERED_FOR_YOU, by=by.person, url=step.process.url, title=step.process.title)
    return ballot


@transaction.atomic
def give_slip(step: Step, person: Person, *, by: Actor) -> None:
    """Somebody gets a slip of paper, and chooses on it alone: so nobody chooses on paper and on the page.

    A sealed choice of theirs is taken out of the box for it: nobody can read it, so nobody can count it beside the slip.
    """
    require(by, ENTER_BALLOTS)
    require_own_name(by)
    if step.of_kind.slip is None:
        _must_be_readable(step)
    step = lock_step(step)
    if reason := why_not(step, person):
        raise Refused(_("%(name)s can't take part in this.") % {"name": person.full_name} + " " + reason, field="name")
    if step.of_kind.is_sealed:
        Ballot.objects.filter(step=step, person=person).delete()
    elif Ballot.objects.filter(step=step, person=person).exists():
        raise Refused(_("%(name)s has chosen already.") % {"name": person.full_name}, field="name")
    Participation.objects.update_or_create(step=step, person=person, defaults={"channel": Channel.PAPER})


def has_slip(step: Step, person: Person | None) -> bool:
    """Whether somebody has got a slip of paper for this step."""
    return person is not None and Participation.objects.filter(step=step, person=person, channel=Channel.PAPER).exists()


@transaction.atomic
def cast_by_code(step: Step, code: str, *, content: dict[str, Any]) -> Ballot:
    """With a code that stands for somebody the server doesn't know. Whether the code is good its owner has checked."""
    _must_be_readable(step)
    step = lock_step(step)
    if not step.is_open:
        raise Refused(_("This step isn't open now."))
    ballot, _is_new = Ballot.objects.update_or_create(
        step=step, code=code, defaults={"content": content, "cast": timezone.now(), "channel": Channel.WEB}
    )
    return ballot


@transaction.atomic
def took_part(step: Step, *, by: Actor, channel: Channel = Channel.WEB) -> None:
    """For steps without a ballot: who has said something hears what comes of it."""
    must_take_part(step, by)
    Participation.objects.get_or_create(step=step, person=by.subject, defaults={"channel": channel})


def ballot_of(step: Step, person: Person | None) -> Ballot | None:
    """What somebody chose, for their own eyes. Who acts for them doesn't see it."""
    if person is None or person.within is not None:
        return None
    return Ballot.objects.filter(step=step, person=person).first()


def has_chosen(step: Step, person: Person | None) -> bool:
    """Whether they took part already; never what they chose."""
    return person is not None and Participation.objects.filter(step=step, person=person).exists()


def contents(step: Step) -> list[dict[str, Any]]:
    """Every choice that counts, in an order that tells nothing of when it was made or by whom."""
    found = list(Ballot.objects.filter(step=step).values_list("content", flat=True))
    return sorted(found, key=repr)


def sealed_ballots(step: Step) -> list[bytes]:
    """For the `count` of a kind that `is_sealed`: every choice that counts, in an order that tells nothing."""
    found = step.ballots.exclude(sealed=None).values_list("sealed", flat=True)
    return sorted(bytes(sealed) for sealed in found if sealed)


def _must_be_readable(step: Step) -> None:
    if step.of_kind.is_sealed:
        raise Refused(_("Here everybody seals their own choice, on their own device. Nobody can enter it for them."))


def _must_hold_no_slip(step: Step, person: Person) -> None:
    if has_slip(step, person):
        raise Refused(_("%(name)s has a slip of paper for this, and chooses on it.") % {"name": person.full_name})


def _must_not_have_chosen(step: Step, person: Person, *, field: str | None) -> None:
    """By their own hand: what others entered for them may be entered again."""
    if Ballot.objects.filter(step=step, person=person, entered_by=None).exists():
        raise Refused(_("%(name)s has chosen already.") % {"name": person.full_name}, field=field)


def _write(
    step: Step, person: Person, content: dict[str, Any], channel: Channel, entered_by: Person | None,
    *, sealed: bytes | None = None,
) -> Ballot:  # fmt: skip
    ballot, _is_new = Ballot.objects.update_or_create(
        step=step,
        person=person,
        defaults={
            "content": content,
            "sealed": sealed,
            "channel": channel,
            "entered_by": entered_by,
            "cast": timezone.now(),
        },
    )
    Participation.objects.update_or_create(step=step, person=person, defaults={"channel": channel})
    return ballot
