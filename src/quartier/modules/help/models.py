"""What is stored: an offer, or a request. What two people agree about one is a matter, and lies in the kernel."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.api import Place, Shared
from quartier.modules.help.kinds import KIND_CHOICES, KINDS, KindOfHelp


class State(models.TextChoices):
    OPEN = "open", pgettext_lazy("help", "Open")
    TAKEN = "taken", _("Agreed with somebody")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TimeOfDay(models.TextChoices):
    ANY = "", _("Any time of day")
    MORNING = "morning", _("In the morning")
    AFTERNOON = "afternoon", _("In the afternoon")
    EVENING = "evening", _("In the evening")


class Urgency(models.TextChoices):
    URGENT = "urgent", _("It is urgent")
    THIS_WEEK = "this_week", _("This week")
    WHENEVER = "whenever", _("Whenever it suits you")


def in_sixty_days() -> datetime:
    """Until an action says what the quarter decided."""
    return timezone.now() + timedelta(days=60)


class Help(Shared):
    """What offers and requests have in common."""

    kind = models.CharField(max_length=12, choices=KIND_CHOICES, default="other")
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True, max_length=4000)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    languages = models.JSONField(default=list, blank=True)  # codes of ISO 639-1
    is_recurring = models.BooleanField(default=False)
    weekdays = models.JSONField(default=list, blank=True)  # 0 is Monday; empty: any
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    time_of_day = models.CharField(max_length=9, choices=TimeOfDay, blank=True, default=TimeOfDay.ANY)
    capacity = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    until = models.DateTimeField(default=in_sixty_days)  # afterwards it is in no list, unless its author renews it
    closed = models.DateTimeField(null=True)  # since when it isn't open

    sort = ""  # "offer" or "request": in addresses, and in the name of the kind

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["state", "kind", "-id"], name="%(class)s_list"),
            models.Index(fields=["author", "-id"], name="%(class)s_author"),
            models.Index(fields=["until"], name="%(class)s_until"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_of_help(self) -> KindOfHelp:
        return KINDS[self.kind]

    @property
    def url(self) -> str:
        return _url(self.sort, self.pk)

    @property
    def is_open(self) -> bool:
        """In the lists, and still to be had."""
        return self.state == State.OPEN and self.until > timezone.now()

    @property
    def ends(self) -> datetime:
        """When it leaves the lists."""
        return min(self.closed, self.until) if self.closed else self.until

    @property
    def day(self) -> date | None:
        """The last day on which it makes sense; None for what recurs or suits whenever."""
        return None if self.is_recurring else self.last_day or self.first_day

    def stays_until(self, now: datetime, *, days: int, days_after: int) -> datetime:
        """`days` from now, but not beyond its last day; where it is for one day, `days_after` that one."""
        if self.day:
            return _midnight_after(self.day + timedelta(days=days_after))
        latest = now + timedelta(days=days)
        return min(latest, _midnight_after(self.last_day)) if self.last_day else latest


class Offer(Help):
    """Somebody offers time, a thing or a hand."""

    sort = "offer"


class Request(Help):
    """Somebody asks for one."""

    sort = "request"
    urgency = models.CharField(max_length=9, choices=Urgency, default=Urgency.WHENEVER)
    for_somebody = models.CharField(max_length=120, blank=True)  # read only by those who agreed to help
    is_protected = models.BooleanField(default=False)


@lru_cache(maxsize=2_000)  # a list has twenty, often the same
def _url(sort: str, pk: int) -> str:
    return reverse("help:detail", kwargs={"sort": sort, "pk": pk})


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_current_timezone())
