"""Who is responsible for whom: parents and other guardians of young people."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person, Standing


class Guardianship(models.Model):
    """`guardian` is a parent or legal guardian of `child` and agrees that they take part. `since` is None while only asked."""

    child = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wards")
    asked = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(null=True, blank=True, default=timezone.now)
    recorded_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # at the desk
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "guardian"], condition=models.Q(ended__isnull=True), name="one_guardianship"
            )
        ]


def guardians_of(child: Person) -> list[Person]:
    """Those who agreed and are still here."""
    return list(
        Person.objects.filter(
            wards__child=child,
            wards__since__isnull=False,
            wards__ended__isnull=True,
            standing=Standing.MEMBER,
        )
        .distinct()
        .order_by("pk")
    )
