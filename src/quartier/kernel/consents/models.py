from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person


class Consent(models.Model):
    """Somebody agreed to a text as it stood then. Kept when it is taken back: both moments can be shown."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    text = models.CharField(max_length=40)  # the name of a ConsentText
    version = models.PositiveIntegerField()
    agreed = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )  # on paper, at the desk
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text"], condition=models.Q(withdrawn__isnull=True), name="one_consent_a_text"
            )
        ]
