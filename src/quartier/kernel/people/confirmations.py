"""How the quarter knows that somebody lives here, and who said so."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Person, Standing


class Ground(models.TextChoices):
    """How somebody came to know it."""

    DESK = "desk", _("Showed a paper at the desk")
    KNOWN = "known", _("Known to me in person")
    LETTER = "letter", _("A letter with a code arrived")
    VOUCHED = "vouched", _("Two neighbours vouch")
    FOUNDER = "founder", _("Set up this server")


class Confirmation(models.Model):
    """Somebody said that this person lives here. Kept when it is withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="confirmations")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="confirmations_given")
    ground = models.CharField(max_length=10, choices=Ground)
    at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=True)  # False: they moved away since, and would be confirmed anew
    withdrawn = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-at"], name="confirmed_last")]


class DeathReport(models.Model):
    """Somebody was told that this person died. It counts once a second person confirms it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="death_reports")
    reported_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reported = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    standing_before = models.CharField(max_length=10, choices=Standing)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(withdrawn__isnull=True), name="one_death_report"
            )
        ]
