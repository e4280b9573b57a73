"""What was answered so far in the set-up: each answer is kept as soon as it was given."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SetupAnswer(models.Model):
    """One answered question. All of them go when the quarter is set up."""

    question = models.CharField(max_length=20, unique=True)
    answer = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
