"""What this quarter decided to have: each decision about a module, who looks after it, and its data put aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Person


class Ground(models.TextChoices):
    """Who decided."""

    START = "start", _("There from the start")
    BY_HAND = "by_hand", _("Decided by the key holders")
    NEED = "need", _("Decided by neighbours")
    REVIEW = "review", _("Decided when neighbours looked at it again")


class ModuleDecision(models.Model):
    """A module was switched on, kept or switched off. The latest one of a module is the answer to "Why is this here?"."""

    slug = models.CharField(max_length=40)
    is_on = models.BooleanField()
    ground = models.CharField(max_length=8, choices=Ground)
    title = models.CharField(max_length=200, blank=True)  # of what was decided: "Einander helfen"
    reason = models.TextField(blank=True, max_length=2000)
    url = models.CharField(max_length=200, blank=True)  # the page where one reads how it came to it
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    review = models.DateField(null=True, blank=True)  # when the quarter looks whether it still needs it

    class Meta:
        indexes = [models.Index(fields=["slug", "-id"], name="module_decisions")]

    @property
    def is_due(self) -> bool:
        return bool(self.is_on and self.review and self.review <= timezone.localdate())

    def __str__(self) -> str:
        return f"{self.slug} {date.isoformat(timezone.localdate(self.at))}"


class Caretaker(models.Model):
    """Somebody who said that they look after a module. It gives no power; it says whom to ask."""

    slug = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "person"], name="one_caretaker_once")]


class PutAside(models.Model):
    """A file with what neighbours shared in a module, made before it was switched off; key holders may take it along.

    The data itself stays where it is. The file goes after some weeks, and at once when somebody's data is erased.
    """

    slug = models.CharField(max_length=40)
    name = models.CharField(max_length=80, unique=True)
    rows = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()  # what not every neighbour may read: it stays on the server alone
    size = models.PositiveBigIntegerField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    @property
    def path(self) -> Path:
        return folder() / self.name


def folder() -> Path:
    return Path(settings.DATA) / "put-aside"
