"""What every action on a matter does: lock it, check who acts, write down what happened, tell the others."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contact.payment import must_hold_no_payment_data
from quartier.kernel.contact.rules import must_meet
from quartier.kernel.contract import Notice, Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.files.models import StoredFile
from quartier.kernel.matters.models import Agreement, Event, Matter, Message
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.acting import hand_of, require_within
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.restrictions import must_be_free_to_write
from quartier.kernel.refusals import Refused

MOST_LETTERS = 4000
MOVES = frozenset({Event.AGREED, Event.DONE, Event.THANKED, Event.CLOSED, Event.DROPPED})  # these change the state


def lock(matter: Matter, *, by: Actor) -> Matter:
    """The matter as it is now, kept from everybody else until the transaction ends: acts at once become acts in a row.

    Whoever is no party learns as little as from an address that doesn't exist.
    """
    require_within(by, "matters")
    locked = Matter.objects.select_for_update(no_key=True).filter(pk=matter.pk).first()
    if locked is None or not locked.part_of(by.subject):
        raise Http404
    must_be_free_to_write(by)
    return locked


def must_decide(matter: Matter, by: Actor) -> None:
    """Guardians and confidants accompany; they don't decide for those whom it concerns."""
    if not any(party.decides and party.person_id == by.subject.pk for party in matter.here()):
        raise Refused(_("You accompany this. The two whom it concerns decide about it themselves."))


def must_not_be_alone(matter: Matter, by: Actor) -> None:
    """Nobody writes to somebody who left, died or was erased."""
    if not any(party.decides and party.person_id != by.subject.pk for party in matter.here()):
        raise Refused(_("The other side is no longer here. You can close this now."))


def must_still_meet(matter: Matter, by: Actor) -> None:
    """Whoever of a larger round has nothing to do with another of it writes to none."""
    for party in matter.here():
        if party.person:
            must_meet(by, party.person)


def must_not_be_over(matter: Matter) -> None:
    if matter.is_over:
        raise Refused(_("This is over. If there is something new, simply start again."))


def words(text: str, *, field: str = "text", most: int = MOST_LETTERS, needed: bool = True) -> str:
    """What somebody typed, made fit to be kept."""
    cleaned = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if needed and not cleaned:
        raise Refused(_("Please write a few words first."), field=field)
    if len(cleaned) > most:
        raise Refused(_("That is very long. Please shorten it to %(most)d letters.") % {"most": most}, field=field)
    must_hold_no_payment_data(cleaned, field=field)
    return cleaned


def note(
    matter: Matter,
    event: Event,
    *,
    by: Actor | None,
    text: str = "",
    agreement: Agreement | None = None,
    file: StoredFile | None = None,
) -> Message:
    """A line of the conversation. `by=None`: it happened by itself. The matter's module follows, and may refuse."""
    if by:
        require_within(by, "matters")
    now = timezone.now()
    Matter.objects.filter(pk=matter.pk).update(changed=now, state=matter.state, closed=matter.closed)
    message = Message.objects.create(
        matter=matter,
        author=by.subject if by else None,
        written_by=hand_of(by),
        event=event,
        text=text,
        agreement=agreement,
        file=file,
        at=now,
    )
    kind = registry.matter_kinds().get(matter.kind)
    if kind and event in MOVES:
        kind.follow(matter, by)
    return message


def announce(matter: Matter, notice: Notice, *, by: Actor | None, verb: Verb = Verb.CHANGED) -> None:
    """Records the fact and tells the others. Who hasn't yet read the last notice of this sort isn't told again."""
    record(verb, matter.kind, by=by, entry_id=matter.about_id)
    subject = by.subject if by else None
    tell(matter.parties_now(), notice, by=subject, url=matter.url, title=str(matter), calm=True)
