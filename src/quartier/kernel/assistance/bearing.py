"""Letters and calls: what is new reaches somebody without a device by a person, who ticks it off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.assistance.actions import may_record
from quartier.kernel.assistance.models import HERE, Assistance, Bearer, Errand, Way
from quartier.kernel.assistance.queries import running
from quartier.kernel.delivery.groups import SAFETY, group_of
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.residence import CONFIRM


@transaction.atomic
def choose_way(person: Person, way: str, helper: Person | None, *, by: Actor) -> None:
    """How news reach them from now on; way "": they read it here. By the person, or with them at the desk."""
    require_own_name(by)
    if by.person.pk != person.pk:
        require(by, CONFIRM)
    if not way:
        Bearer.objects.filter(person=person).delete()
        Errand.objects.filter(person=person, done=None).delete()
        return
    if way not in Way.values:
        raise Refused(_("Please choose from the list."), "way")
    if helper is not None and not _acts_for(helper).filter(person=person).exists():
        raise Refused(_("Only somebody who acts for them anyway can bring the news."), "helper")
    chosen = {"way": way, "helper": helper, "recorded_by": by.person}
    Bearer.objects.update_or_create(person=person, defaults=chosen)


def take_down(person: Person, notices: Sequence[Notification], _word: str) -> None:
    """The channel: it is noted for whoever brings it. Noted twice it stands there once."""
    Errand.objects.bulk_create(
        (
            Errand(person=person, notification=notice, is_for_desk=group_of(notice.notice) == SAFETY)
            for notice in notices
        ),
        ignore_conflicts=True,
    )


def reached(people: Collection[int]) -> Collection[int]:
    """Those who chose letters or calls."""
    return set(Bearer.objects.filter(person__in=people, person__standing__in=HERE).values_list("person_id", flat=True))


def errands_of(bearer: Person) -> QuerySet[Errand]:
    """What somebody has to bring: as a helper, and at the desk what no helper brings."""
    theirs = Q(person__in=_helped_by(bearer), is_for_desk=False)
    if may_record(bearer):
        theirs |= Q(is_for_desk=True) | ~Q(person__in=_with_a_helper_who_counts().values("person"))
    open_errands = Errand.objects.filter(theirs, done=None, notification__read=None, person__standing__in=HERE)
    return open_errands.exclude(person=bearer).select_related("person__bearer", "notification__by").order_by("pk")


def errands_to(person: Person, *, by: Actor) -> list[Errand]:
    return list(errands_of(by.person).filter(person=person))


@transaction.atomic
def tick_off(errands: Iterable[int], way: str, *, by: Actor) -> tuple[int, datetime]:
    """Told or posted. Only what they had before them; pressed twice, or by two at once, it was brought by the first."""
    require_own_name(by)
    if way not in Way.values:
        raise Refused(_("Please choose from the list."), "way")
    now = timezone.now()
    mine = list(errands_of(by.person).filter(pk__in=list(errands)).values_list("pk", "notification_id"))
    brought = Errand.objects.filter(pk__in=[pk for pk, _notice in mine], done=None)
    count = brought.update(done=now, done_by=by.person, way=way)
    Notification.objects.filter(pk__in=[notice for _pk, notice in mine], read=None).update(read=now)
    return count, now


@transaction.atomic
def bring_back(person: Person, done: datetime, *, by: Actor) -> None:
    """It was a slip: what they ticked off at that moment is open again."""
    slipped = Errand.objects.filter(person=person, done=done, done_by=by.person)
    Notification.objects.filter(errand__in=slipped, read=done).update(read=None)
    slipped.update(done=None, done_by=None, way="")


def without_a_way() -> QuerySet[Person]:
    """Those without an account whom nobody has asked yet how news shall reach them."""
    silent = Person.objects.filter(account=None, bearer=None, standing__in=HERE)
    return silent.filter(notifications__read=None, notifications__isnull=False).distinct().order_by("given_name", "pk")


def last_brought(by: Person, most: int = 10) -> list[Errand]:
    """What was brought lately, for all at the desk to see; by a helper, what they brought themselves."""
    done = Errand.objects.filter(done__isnull=False)
    if not may_record(by):
        done = done.filter(done_by=by)
    return list(done.select_related("person", "done_by", "notification").order_by("-done", "-pk")[:most])


def _acts_for(helper: Person) -> QuerySet[Assistance]:
    return running().filter(helper=helper, accepted__isnull=False)


def _helped_by(helper: Person) -> QuerySet[Bearer, int]:
    """To whom they bring news, as long as they also act for them."""
    bears = Bearer.objects.filter(helper=helper, person__in=_acts_for(helper).values("person"))
    return bears.values_list("person_id", flat=True)


def _with_a_helper_who_counts() -> QuerySet[Bearer]:
    acts = running().filter(person=OuterRef("person"), helper=OuterRef("helper"), accepted__isnull=False)
    return Bearer.objects.filter(Exists(acts), helper__standing=Standing.MEMBER)
