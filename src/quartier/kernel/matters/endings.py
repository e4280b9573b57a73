"""How a matter ends: done, thanked, closed; or dropped."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contact.rules import guardians_needed
from quartier.kernel.contract import Notice, Verb
from quartier.kernel.matters.models import GUARDIAN, OVER, Event, Matter, MatterState, Message, Party
from quartier.kernel.matters.released_places import withdraw_places_of
from quartier.kernel.matters.steps import announce, lock, must_decide, note, words
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.guardians import guardians_of
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.matters import MATTER_CLOSED, MATTER_DONE, MATTER_DROPPED, MATTER_LEFT, MATTER_THANKED

FINISHED = frozenset({MatterState.DONE, MatterState.THANKED, MatterState.CLOSED})


@transaction.atomic
def finish(matter: Matter, *, by: Actor) -> None:
    """Says that it is done; places are no longer seen."""
    matter = lock(matter, by=by)
    if matter.state in FINISHED:
        return
    must_decide(matter, by)
    if matter.state != MatterState.AGREED:
        raise Refused(_("Nothing is agreed yet, so nothing can be done yet."))
    _end(matter, MatterState.DONE, Event.DONE, MATTER_DONE, by=by, verb=Verb.COMPLETED)


@transaction.atomic
def thank(matter: Matter, *, by: Actor, text: str) -> Message:
    """Says thank you, once; the others may thank too."""
    matter = lock(matter, by=by)
    said = matter.messages.filter(event=Event.THANKED, author=by.subject).first()
    if said:
        return said
    must_decide(matter, by)
    if matter.state not in {MatterState.DONE, MatterState.THANKED}:
        raise Refused(_("You can say thank you as soon as it is done."))
    text = words(text)
    matter.state = MatterState.THANKED
    message = note(matter, Event.THANKED, by=by, text=text)
    announce(matter, MATTER_THANKED, by=by)
    return message


@transaction.atomic
def close(matter: Matter, *, by: Actor) -> None:
    """Puts away what is done; nobody writes any more."""
    matter = lock(matter, by=by)
    if matter.is_over:
        return
    must_decide(matter, by)
    if matter.is_running:
        raise Refused(_("This isn't done yet. If nothing comes of it, end it instead."))
    _end(matter, MatterState.CLOSED, Event.CLOSED, MATTER_CLOSED, by=by, verb=Verb.CHANGED)


@transaction.atomic
def drop(matter: Matter, *, by: Actor, text: str = "") -> None:
    """Ends what comes to nothing, with a word to the others if one likes. A guardian may, too."""
    matter = lock(matter, by=by)
    if matter.state == MatterState.DROPPED:
        return
    if not matter.is_running:
        raise Refused(_("This is done already, so it can't come to nothing any more. You can close it."))
    if matter.part_of(by.subject) != GUARDIAN:
        must_decide(matter, by)
    _end(
        matter,
        MatterState.DROPPED,
        Event.DROPPED,
        MATTER_DROPPED,
        by=by,
        verb=Verb.WITHDRAWN,
        text=words(text, needed=False),
    )


def end_if_alone(matter: Matter, remaining: Iterable[Person]) -> None:
    """After somebody left: a matter needs two who decide, and guardians where they are needed."""
    if not matter.is_running:
        return
    parts = {party.person_id: party for party in matter.parties.all()}
    remaining = list(remaining)
    deciding = [person for person in remaining if parts[person.pk].decides]
    if len(deciding) >= 2 and _is_protected(deciding, remaining):
        return
    _end(matter, MatterState.DROPPED, Event.DROPPED, None, by=None, verb=Verb.WITHDRAWN)


def _is_protected(deciding: list[Person], remaining: list[Person]) -> bool:
    try:
        needed = guardians_needed(deciding, acting=deciding[0])
    except Refused:
        return False
    return not needed or any(guardian in remaining for guardian in needed)


@transaction.atomic
def end_matters_between(person: Person, other: Person) -> None:
    """They have nothing to do with one another any more. What was said stays readable to both; `person` leaves larger rounds.

    It looks as if it had come to nothing by itself: nobody is named. Places are no longer seen, and the others are told.
    """
    own = Matter.objects.filter(parties__person=person, parties__left=None).exclude(state__in=OVER)
    shared = own.filter(pk__in=Party.objects.filter(person=other, left=None).values("matter"))
    for pk in shared.order_by("pk").values_list("pk", flat=True):
        matter = Matter.objects.select_for_update(no_key=True).get(pk=pk)
        if {party.person_id for party in matter.here() if party.decides} == {person.pk, other.pk}:
            state, event = _over(matter)
            tell([one for one in matter.parties_now() if one != person], MATTER_LEFT, url=matter.url, title=str(matter))
            _end(matter, state, event, None, by=None, verb=Verb.WITHDRAWN)
        else:
            step_out(matter, person, by=None)


@transaction.atomic
def end_guarding(child: Person, guardian: Person) -> None:
    """`guardian` no longer answers for `child`: they leave what they only accompanied. Without another guardian there it ends."""
    beside = Party.objects.filter(person=guardian, part=GUARDIAN, left=None, matter__parties__person=child)
    for party in beside.exclude(matter__state__in=OVER).order_by("matter_id"):
        matter = Matter.objects.select_for_update(no_key=True).get(pk=party.matter_id)
        others = [other for other in matter.parties_now() if other.is_minor and other != child]
        if not any(guardian in guardians_of(other) for other in others):
            step_out(matter, guardian, by=None)


def step_out(matter: Matter, person: Person, *, by: Actor | None) -> None:
    """Takes somebody out of a matter that is locked. Where too few remain, it ends."""
    others = [other for other in matter.parties_now() if other != person]
    withdraw_places_of(person, matter)
    note(matter, Event.LEFT, by=by)
    announce(matter, MATTER_LEFT, by=by)
    matter.parties.filter(person=person).update(left=timezone.now())
    end_if_alone(matter, others)


def _over(matter: Matter) -> tuple[MatterState, Event]:
    return (MatterState.DROPPED, Event.DROPPED) if matter.is_running else (MatterState.CLOSED, Event.CLOSED)


def _end(
    matter: Matter,
    state: MatterState,
    event: Event,
    notice: Notice | None,
    *,
    by: Actor | None,
    verb: Verb,
    text: str = "",
) -> None:
    now = timezone.now()
    matter.state = state
    if matter.is_over:
        matter.closed = now
    withdraw_places_of(None, matter)
    matter.agreements.filter(accepted=None, withdrawn=None).update(withdrawn=now)
    note(matter, event, by=by, text=text)
    if notice:
        announce(matter, notice, by=by, verb=verb)
