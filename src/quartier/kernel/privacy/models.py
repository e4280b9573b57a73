"""Asking to be forgotten, and that it was done."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person

WAIT = timedelta(days=7)


def in_a_week() -> object:
    return timezone.now() + WAIT


class ErasureRequest(models.Model):
    """Somebody wants everything about them deleted. Until it is due they can take that back."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="erasure_request")
    asked = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(default=in_a_week, db_index=True)


class Erasure(models.Model):
    """That somebody was erased: a word that nobody can turn back into a person. See `erased_list`."""

    mark = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)
