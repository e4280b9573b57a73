"""Facts: what happened. The history of the feed and the outbox of the listeners in one."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person


class Fact(models.Model):
    """Something happened to an entry, or (without one) to a membership, a block, a consent."""

    verb = models.CharField(max_length=12)
    kind = models.CharField(max_length=60)
    entry = models.ForeignKey("kernel.Entry", on_delete=models.SET_NULL, null=True, related_name="facts")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    for_person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    is_delivered = models.BooleanField(
        default=False
    )  # each listener heard it, or is on the list of those who shall again

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="fact_outbox", condition=models.Q(is_delivered=False)),
            models.Index(fields=["at"], name="fact_at"),
        ]


class Unheard(models.Model):
    """A listener that failed at a fact. It hears it again, ever more rarely; the others and later facts don't wait for it."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="unheard")
    listener = models.CharField(max_length=160)  # "board.thanks.tell_group"
    tries = models.PositiveSmallIntegerField(default=1)
    since = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True)
    given_up = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "listener"], name="unheard_once")]
        indexes = [models.Index(fields=["due"], name="unheard_due", condition=models.Q(given_up=None))]
