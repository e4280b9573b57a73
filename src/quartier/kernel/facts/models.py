"""Facts: what happened. The history of the feed and the outbox of the listeners in one."""

from __future__ import annotations

from django.db import models

from quartier.kernel.people.models import Person


class Fact(models.Model):
    """Something happened to an entry, or (without one) to a membership, a block, a consent."""

    verb = models.CharField(max_length=12)
    kind = models.CharField(max_length=60)
    entry = models.ForeignKey("kernel.Entry", on_delete=models.SET_NULL, null=True, related_name="facts")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    for_person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    is_delivered = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="fact_outbox", condition=models.Q(is_delivered=False)),
            models.Index(fields=["at"], name="fact_at"),
        ]
