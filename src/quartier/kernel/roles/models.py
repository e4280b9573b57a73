"""Roles: who holds which, and what the quarter decided that each may do."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Person


class RoleHolder(models.Model):
    """Somebody holds a role, given by somebody. `role` is one of contract.Role or the slug of a CustomRole."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=40)
    granted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    granted = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="one_role_once")]


class CustomRole(models.Model):
    """A role that this quarter made up for itself."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)

    def __str__(self) -> str:
        return self.name


class RolePower(models.Model):
    """What the quarter decided about a role, where that differs from what the power's own declaration says."""

    role = models.CharField(max_length=40)
    power = models.CharField(max_length=60)
    is_granted = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "power"], name="one_decision_a_power")]
