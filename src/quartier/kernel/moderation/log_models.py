"""What stays for everybody to read: rules and the log. Nobody is named."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person


class HouseRules(models.Model):
    """The quarter's own wording of its rules: each change is a version, and decisions say which one held."""

    version = models.PositiveIntegerField(unique=True)
    words = models.JSONField(default=dict)  # rule → text; one that is missing keeps the wording that came with it
    more = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class LogLine(models.Model):
    """One decision as the public log counts it. It knows neither the case nor anybody in it."""

    month = models.DateField()
    what = models.CharField(max_length=14)
    rule = models.CharField(max_length=10)
    measure = models.CharField(max_length=8)
    by = models.CharField(max_length=10)
    days = models.PositiveIntegerField()  # from the report, or the complaint, to the decision
    after_complaint = models.BooleanField(default=False)
    was_changed = models.BooleanField(default=False)  # the complaint was right

    class Meta:
        indexes = [models.Index(fields=["-month"], name="log_of_month")]
