"""How somebody wants to be reached, and what is on its way to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person

WAITS = Q(done=None, given_up=None)


class Reach(models.Model):
    """What somebody chose about how they are reached. Who chose nothing has no row and reads everything here."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="reach")
    choices = models.JSONField(default=dict, blank=True)  # group or notice → names of channels, where it differs
    language = models.CharField(max_length=12, blank=True)  # of what is sent
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    digest_at = models.PositiveSmallIntegerField(default=18)  # the full hour
    is_neutral = models.BooleanField(default=False)  # say nothing of what it is about: others read along
    address = models.EmailField(blank=True)  # the one that was confirmed by a click in a mail to it
    confirmed = models.DateTimeField(null=True, blank=True)
    stopped = models.DateTimeField(null=True, blank=True)  # the address no longer takes mail
    daily_on = models.DateField(null=True, blank=True)  # the last day whose daily round was begun
    daily_until = models.DateTimeField(null=True, blank=True)  # what was new until then has been told


class Delivery(models.Model):
    """One notice on its way to one person on one channel; without a notice: somebody's daily round, or a mail of ours."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="deliveries")
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, null=True, related_name="deliveries")
    channel = models.CharField(max_length=40)
    word = models.CharField(max_length=60)  # what it is, on this channel: never twice
    made = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(null=True)  # null: kept until the daily round takes it along
    begun = models.DateTimeField(null=True)  # a worker is at it
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    done = models.DateTimeField(null=True)
    given_up = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "channel", "word"], name="delivered_once")]
        indexes = [
            models.Index(fields=["due", "id"], name="deliveries_due", condition=WAITS & Q(due__isnull=False)),
            models.Index(fields=["person", "channel"], name="deliveries_kept", condition=WAITS & Q(due=None)),
            models.Index(fields=["channel", "done"], name="deliveries_of_channel"),
            models.Index(fields=["given_up"], name="deliveries_failed", condition=Q(given_up__isnull=False)),
        ]


class ChannelRest(models.Model):
    """A channel on which nobody can be reached just now: all of it waits, and nobody's tries are used up."""

    channel = models.CharField(max_length=40, unique=True)
    until = models.DateTimeField()
    since = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=1)
    error = models.CharField(max_length=200, blank=True)
