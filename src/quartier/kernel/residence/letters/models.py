"""Letters with codes: who made them, for which houses, and which of them came back."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Address


class LetterBatch(models.Model):
    """Letters made together. The codes exist once they are printed; printing again makes new ones."""

    name = models.CharField(max_length=120)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    printed = models.DateTimeField(null=True, blank=True)
    expires = models.DateTimeField(null=True, blank=True)  # some weeks after it was printed last
    revoked = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Its codes work."""
        return self.revoked is None and self.expires is not None and timezone.now() < self.expires


class LetterCode(models.Model):
    """One letter. Nobody can read the code in it from here."""

    batch = models.ForeignKey(LetterBatch, on_delete=models.CASCADE, related_name="codes")
    address = models.ForeignKey(Address, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    code_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)  # None until printed
    used = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
