"""What two people do about an offer or a request: answering opens a matter between them; whatever they then agree is followed here.

The matter is the kernel's. This file keeps the offer or request true to it: taken when enough was agreed, open again when
somebody drops out, done when all is done.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from quartier.api import (
    Actor,
    Entry,
    Fact,
    Matter,
    MatterState,
    Notice,
    Person,
    Refused,
    Verb,
    drop,
    open_matter,
    require,
    share,
    tell,
    visible_or_404,
)
from quartier.modules.help import words
from quartier.modules.help.actions import lock, mark_closed, mark_open
from quartier.modules.help.models import Help, Offer, Request, State
from quartier.modules.help.queries import help_about, matter_between
from quartier.modules.help.terms import ANSWER, MATTER, OPEN_AGAIN, PROTECTED, TAKEN_BY_OTHERS

FINISHED = (MatterState.DONE, MatterState.THANKED, MatterState.CLOSED)
A_DAY = timedelta(days=1)


@transaction.atomic
def answer(obj: Help, *, by: Actor, text: str) -> Matter:
    """Offers help for a request, or takes up an offer: opens a matter, with the proposal to do what is written there.

    Whoever answered already gets the matter they have: pressing twice has one effect.
    """
    obj = lock(obj)
    entry = visible_or_404(by.subject, obj)
    if there := matter_between(entry, by.subject):
        return there
    _must_be_allowed_to_answer(obj, by)
    text = text.strip()
    if not text:
        raise Refused(_("A friendly word is enough, for example: “I can come on Tuesday.”"), field="text")
    helped, helping = (obj.author, by.subject) if isinstance(obj, Request) else (by.subject, obj.author)
    return open_matter(
        by=by,
        kind=MATTER,
        about=entry,
        title=obj.title,
        parties={helped: "asker", helping: "helper"},
        text=text,
        proposal=f"{obj.title} · {words.when(obj)}",
        open_page="help:matter",
    )


def _must_be_allowed_to_answer(obj: Help, by: Actor) -> None:
    require(by, ANSWER)
    if isinstance(obj, Request) and obj.is_protected:
        require(by, PROTECTED)
    if obj.author == by.subject:
        raise Refused(_("You wrote this yourself."))
    if obj.state in {State.TAKEN, State.DONE}:
        raise Refused(_("Somebody else was quicker and has just taken this on. Thank you for wanting to!"))
    if not obj.is_open:
        raise Refused(_("This is no longer open."))


def follow(matter: Matter, by: Actor | None) -> None:
    """The kernel calls this within each step of a matter of ours. Refusing here undoes the step.

    Steps of many matters about one thing wait for its row here, so of fifty that agree at once one remains.
    """
    obj = help_about(matter)
    if obj is None:
        return
    obj = lock(obj)
    before = obj.state
    if before == State.WITHDRAWN and _is_newly_agreed(matter):
        raise Refused(_("This was withdrawn meanwhile."))
    after = _state_by_its_matters(obj, matter)
    if before in {after, State.WITHDRAWN}:
        return
    mark_open(obj) if after == State.OPEN else mark_closed(obj, after)
    entry = share(obj, by=by, verb=Verb.COMPLETED if after == State.DONE else Verb.CHANGED)
    waiting = _waiting(matter.about).exclude(pk=matter.pk)
    if before == State.OPEN and after == State.TAKEN:
        _tell_the_waiting(waiting, obj, entry, TAKEN_BY_OTHERS)
    elif before == State.TAKEN and obj.is_open:
        _tell_the_waiting(waiting, obj, entry, OPEN_AGAIN)


def _is_newly_agreed(matter: Matter) -> bool:
    """Not a later agreement of two who had one already."""
    return matter.state == MatterState.AGREED and matter.messages.filter(event="agreed").count() == 1


def _state_by_its_matters(obj: Help, matter: Matter) -> State:
    counts = Matter.objects.filter(about=matter.about, kind=MATTER).aggregate(
        agreed=Count("pk", filter=Q(state=MatterState.AGREED)), finished=Count("pk", filter=Q(state__in=FINISHED))
    )
    # What recurs is free again after each time; what is for once is used up.
    used = counts["agreed"] if obj.is_recurring else counts["agreed"] + counts["finished"]
    if matter.state == MatterState.AGREED and used > obj.capacity:
        raise Refused(_("Somebody else was quicker and has just taken this on. Thank you for wanting to!"))
    if used < obj.capacity:
        return State.OPEN
    return State.TAKEN if counts["agreed"] else State.DONE


def drop_the_waiting(fact: Fact) -> None:
    """Once all is done, ends the conversations that came to nothing. A listener: after the commit, and safe to repeat."""
    for matter in _waiting(fact.entry):
        obj = help_about(matter)
        if obj and obj.state == State.DONE:
            drop(matter, by=Actor(obj.author))


def drop_forgotten(now: datetime) -> None:
    """Ends conversations about what was withdrawn or ran out a week ago. A job."""
    for model in (Offer, Request):
        over = model.objects.filter(~Q(state=State.TAKEN), Q(closed__lt=now - 7 * A_DAY) | Q(until__lt=now - 7 * A_DAY))
        for obj in over.select_related("author"):
            for matter in _waiting(obj.entry):
                drop(matter, by=Actor(obj.author))


def _waiting(entry: Entry | None) -> QuerySet[Matter]:
    """Those who answered and wait; in the order in which they did."""
    if entry is None:
        return Matter.objects.none()
    return Matter.objects.filter(kind=MATTER, about=entry, state=MatterState.OPEN).order_by("pk")


def _tell_the_waiting(waiting: QuerySet[Matter], obj: Help, entry: Entry | None, notice: Notice) -> None:
    for matter in waiting.prefetch_related("parties__person"):
        others: list[Person] = [person for person in matter.parties_now() if person != obj.author]
        tell(others, notice, about=entry, url=matter.url)
