"""Breaking the glass: in an emergency two key holders together read what is private, for a short while, and nobody alone."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person

TO_APPROVE = timedelta(hours=24)
OPEN_FOR = timedelta(hours=2)


class Opening(models.Model):
    """`first` and `second`: their conversations with each other. Without `second`: what `first` wrote for the protected circle.

    Whoever asks learns nothing before somebody else approves, not even whether there is anything.
    """

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="openings")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="openings_beside")
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    approved = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)  # until when it is open
    closed = models.DateTimeField(null=True)  # refused, taken back, or closed early

    class Meta:
        ordering = ["-pk"]

    @property
    def is_waiting(self) -> bool:
        return self.approved is None and self.closed is None and timezone.now() < self.asked + TO_APPROVE

    @property
    def is_open(self) -> bool:
        return self.ends is not None and self.closed is None and timezone.now() < self.ends

    @property
    def subjects(self) -> list[Person]:
        return [person for person in (self.first, self.second) if person is not None]
