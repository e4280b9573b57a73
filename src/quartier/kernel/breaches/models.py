"""Data came into wrong hands, or is lost: what happened, and the 72 hours within which the authority must know (GDPR 33, 34)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Person

TIME = timedelta(hours=72)


class Risk(models.TextChoices):
    """For those concerned. It decides who must be told."""

    NONE = "none", _("Hardly any: nobody can be harmed by it")
    SOME = "some", _("Some: it can harm somebody")
    HIGH = "high", _("High: it can harm somebody badly")


class Breach(models.Model):
    """One of them. It is written down whatever its risk, and stays for three years after it is closed."""

    noticed = models.DateTimeField()  # the 72 hours count from here
    what = models.TextField()
    people = models.TextField()  # who is concerned, and about how many
    data = models.TextField()  # which data
    harm = models.TextField(blank=True)  # what may come of it
    measures = models.TextField(blank=True)  # what was done, and will be
    risk = models.CharField(max_length=4, choices=Risk, default=Risk.SOME)
    authority_told = models.DateTimeField(null=True, blank=True)
    people_told = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-noticed", "-pk"]

    def __str__(self) -> str:
        return self.what[:60]

    @property
    def due(self) -> datetime:
        return self.noticed + TIME

    @property
    def must_tell_authority(self) -> bool:
        return self.risk != Risk.NONE and self.authority_told is None and self.closed is None

    @property
    def must_tell_people(self) -> bool:
        return self.risk == Risk.HIGH and self.people_told is None and self.closed is None

    @property
    def is_late(self) -> bool:
        return self.must_tell_authority and timezone.now() > self.due

    @property
    def url(self) -> str:
        return reverse("breaches:breach", kwargs={"pk": self.pk})


class BreachStep(models.Model):
    """What was done when, and by whom. Nothing of it is ever changed: that is what the authority looks at."""

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    said = models.CharField(max_length=10)  # one of steps.SAID
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
