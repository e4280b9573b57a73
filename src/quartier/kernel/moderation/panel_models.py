"""The panel: neighbours drawn at random, who decide about one case."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.moderation.models import Case, Measure
from quartier.kernel.people.models import Person


class Willing(models.Model):
    """Somebody who said that they may be drawn."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)


class Panel(models.Model):
    """A draw, recorded so that anybody with the numbers can draw it again: see `drawing.order`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="panels")
    level = models.PositiveSmallIntegerField()
    size = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    candidates = models.JSONField(default=list)  # [number of the person, how often they sat in the last year]
    drawn = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField()
    given_up = models.DateTimeField(null=True)  # since when there are too few left: moderators decide

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "level"], name="one_panel_a_level")]


class Left(models.TextChoices):
    """Why somebody no longer sits."""

    SILENT = "silent", _("didn't answer in time")
    UNABLE = "unable", _("asked to be let off")
    GONE = "gone", _("is no longer here, or may not decide any more")


class Seat(models.Model):
    """One of those who decide, and what they find right."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked = models.DateTimeField(default=timezone.now)
    left = models.DateTimeField(null=True)
    why_left = models.CharField(max_length=8, choices=Left, blank=True)
    measure = models.CharField(max_length=8, choices=Measure, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    rule = models.CharField(max_length=10, blank=True)
    reasons = models.TextField(blank=True)
    voted = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["panel", "person"], name="one_seat_a_panel")]

    @property
    def url(self) -> str:
        return reverse("moderation:seat", kwargs={"pk": self.pk})
