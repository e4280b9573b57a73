"""Notices: what reached a person."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.rows import FromRow


class Notification(FromRow):
    """One notice to one person. The sentence is the notice's own, in the reader's language."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notifications")
    notice = models.CharField(max_length=60)
    about = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    url = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)
    read = models.DateTimeField(null=True)
    once = models.CharField(max_length=120, null=True)  # the same word never reaches a person twice

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "once"], name="told_once")]
        indexes = [models.Index(fields=["person", "read", "-at"], name="notices_of_person")]

    @property
    def sentence(self) -> str:
        from quartier.kernel import registry

        notice = registry.notices().get(self.notice)
        if notice is None:  # its module is no longer installed
            return self.title
        return str(notice.sentence) % {"by": self.by.full_name if self.by else "", "title": self.title}
