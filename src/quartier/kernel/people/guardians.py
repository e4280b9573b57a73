"""Who is responsible for whom: parents and other guardians of young people."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person, Standing


class Guardianship(models.Model):
    """`guardian` is a parent or legal guardian of `child`. Written by whoever confirmed it at the desk."""

    child = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wards")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "guardian"], name="one_guardianship")]


def guardians_of(child: Person) -> list[Person]:
    """Those who are here and confirmed."""
    return list(Person.objects.filter(wards__child=child, standing=Standing.MEMBER).order_by("pk"))
