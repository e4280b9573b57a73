"""Notices: what reached a person."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

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
    is_planned = models.BooleanField(default=False)  # the worker has looked on which channels it goes out

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "once"], name="told_once")]
        indexes = [
            models.Index(fields=["person", "read", "-at"], name="notices_of_person"),
            models.Index(fields=["id"], name="notices_unplanned", condition=models.Q(is_planned=False)),
        ]

    @property
    def sentence(self) -> str:
        return self.words(self.title)

    def words(self, title: str) -> str:
        """The sentence with this title; "" leaves away what only led up to it."""
        from quartier.kernel import registry

        notice = registry.notices().get(self.notice)
        if notice is None:  # its module is no longer installed
            return title
        sentence = str(notice.sentence) % {"by": self.by.full_name if self.by else _("Somebody"), "title": title}
        return sentence if title else sentence.rstrip(" :")
