"""What people do with an offer or a request of their own. What two people agree about one is in agreements.py."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypedDict, TypeVar, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import (
    Actor,
    Person,
    Place,
    Refused,
    Verb,
    guardians_of,
    is_newcomer,
    place_at,
    require,
    settings_of,
    share,
)
from quartier.modules.help.kinds import KINDS
from quartier.modules.help.models import Help, Offer, Request, State
from quartier.modules.help.queries import open_count
from quartier.modules.help.terms import ASK, OFFER, HelpSettings

H = TypeVar("H", bound=Help)
MOST_PEOPLE = 20


class Details(TypedDict, total=False):
    """What may be said about an offer."""

    kind: str
    title: str
    text: str
    place: Place | None
    where: str  # a place in words; a house is guarded by the kernel
    languages: Sequence[str]
    is_recurring: bool
    weekdays: Sequence[int]
    first_day: date | None
    last_day: date | None
    time_of_day: str
    capacity: int


class RequestDetails(Details, total=False):
    """What may be said about a request."""

    urgency: str
    for_somebody: str
    is_protected: bool


@transaction.atomic
def offer_help(*, by: Actor, **details: Unpack[Details]) -> Offer:
    """Publishes an offer to all members."""
    require(by, OFFER)
    return _publish(Offer(author=by.subject, organisation=by.organisation), details, by=by)


@transaction.atomic
def ask_for_help(*, by: Actor, **details: Unpack[RequestDetails]) -> Request:
    """Publishes a request to all members, or to the protected circle alone."""
    require(by, ASK)
    return _publish(Request(author=by.subject, organisation=by.organisation), details, by=by)


@transaction.atomic
def edit_help(obj: H, *, by: Actor, **details: Unpack[RequestDetails]) -> H:
    """Changes what was said. Once it is agreed with somebody, the two of them change it together."""
    obj = _own(obj, by)
    if obj.state != State.OPEN:
        raise Refused(_("This is no longer open, so it can't be changed here."))
    _say(obj, details, by=by)
    share(obj, by=by, verb=Verb.CHANGED)
    return obj


@transaction.atomic
def withdraw_help(obj: Help, *, by: Actor) -> None:
    """Takes it out of the lists. `put_back` undoes it."""
    obj = _own(obj, by)
    if obj.state == State.WITHDRAWN:
        return
    if obj.state == State.TAKEN and not obj.is_recurring:
        raise Refused(_("You have agreed on this with somebody. Please tell them first, on your page with them."))
    if obj.state == State.DONE:
        raise Refused(_("This is done already."))
    mark_closed(obj, State.WITHDRAWN)
    share(obj, by=by, verb=Verb.WITHDRAWN)


@transaction.atomic
def put_back(obj: Help, *, by: Actor) -> None:
    """Undoes `withdraw_help`."""
    obj = _own(obj, by)
    if obj.state == State.WITHDRAWN:
        mark_open(obj)
        share(obj, by=by, verb=Verb.CHANGED)


@transaction.atomic
def renew_help(obj: Help, *, by: Actor) -> None:
    """ "Yes, still so": it stays as long as if it were new."""
    obj = _own(obj, by)
    if obj.state != State.OPEN:
        raise Refused(_("This is no longer open."))
    _must_not_be_past(obj)
    until = _stays_until(obj)
    if until - obj.until < timedelta(hours=1):
        return
    obj.until = until
    obj.save()
    share(obj, by=by, verb=Verb.CHANGED)


def mark_closed(obj: Help, state: State) -> None:
    """Within the caller's transaction, who also shares it."""
    obj.state, obj.closed = state, obj.closed or timezone.now()
    obj.save()


def mark_open(obj: Help) -> None:
    """Within the caller's transaction, who also shares it."""
    obj.state, obj.closed = State.OPEN, None
    obj.save()


def lock(obj: H) -> H:
    """The object as it is now, kept from everybody else until the transaction ends."""
    locked: H = type(obj)._default_manager.select_for_update(no_key=True).get(pk=obj.pk)
    return locked


def _own(obj: H, by: Actor) -> H:
    obj = lock(obj)
    if obj.author != by.subject:
        raise Refused(_("Only who wrote this can change it."))
    return obj


def _publish(obj: H, details: Details, *, by: Actor) -> H:
    author = Person.objects.select_for_update(no_key=True).get(pk=by.subject.pk)  # two at once are counted as two
    if author.is_minor and not guardians_of(author):
        raise Refused(
            _("For this one of your parents has to be part of it. Ask them to sign up too, or come to the desk.")
        )
    _must_have_room(author)
    _say(obj, details, by=by)
    share(obj, by=by)
    return obj


def _must_have_room(author: Person) -> None:
    settings = settings_of(HelpSettings)
    most = settings.newcomer_max_open if is_newcomer(author) else settings.max_open
    if open_count(author) < most:
        return
    if is_newcomer(author):
        raise Refused(_("While you are new here, %(most)d at a time are enough. Withdraw one first.") % {"most": most})
    raise Refused(_("You have %(most)d open already. Withdraw one that is no longer needed.") % {"most": most})


def _say(obj: Help, details: Details, *, by: Actor) -> None:
    """Writes what was said into the object and saves it, if it makes sense."""
    for name, value in details.items():
        if name != "where":
            setattr(obj, name, value.strip() if isinstance(value, str) else value)
    where = details.get("where", str(obj.place or "")).strip()
    if where != str(obj.place or ""):
        obj.place = place_at(by=by, text=where) if where else None
    obj.weekdays, obj.languages = sorted(set(obj.weekdays)), list(dict.fromkeys(obj.languages))
    _must_make_sense(obj)
    _must_not_be_past(obj)
    obj.until = _stays_until(obj)
    obj.save()


def _must_make_sense(obj: Help) -> None:
    if not obj.title:
        raise Refused(_("Say in a few words what it is about."), field="title")
    if obj.kind not in KINDS:
        raise Refused(_("Choose what it is about."), field="kind")
    if not set(obj.weekdays) <= set(range(7)):
        raise Refused(_("Choose days of the week."), field="weekdays")
    if not 1 <= obj.capacity <= MOST_PEOPLE:
        raise Refused(_("Between 1 and %(most)d, please.") % {"most": MOST_PEOPLE}, field="capacity")
    if obj.last_day and not obj.first_day:
        raise Refused(_("From when on?"), field="first_day")
    if obj.first_day and obj.last_day and obj.last_day < obj.first_day:
        raise Refused(_("The last day is before the first."), field="last_day")


def _must_not_be_past(obj: Help) -> None:
    last = obj.last_day if obj.is_recurring else obj.day
    if last and last < timezone.localdate():
        raise Refused(_("This day is over already. Choose one that is still to come."), field="first_day")


def _stays_until(obj: Help) -> datetime:
    settings = settings_of(HelpSettings)
    return obj.stays_until(timezone.now(), days=settings.offer_days, days_after=settings.request_days)
