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


class Change(models.TextChoices):
    """What may be done to roles."""

    GRANTED = "granted", _("received the role")
    REVOKED = "revoked", _("no longer has the role")
    LAID_DOWN = "laid_down", _("laid down the role")
    HANDED_OVER = "handed_over", _("received the role by hand-over")
    CREATED = "created", _("new role")
    RENAMED = "renamed", _("new name of the role")
    DELETED = "deleted", _("role deleted")
    POWER_GIVEN = "power_given", _("role may now")
    POWER_TAKEN = "power_taken", _("role may no longer")


class RoleChange(models.Model):
    """Who changed what about roles, for all neighbours to read."""

    what = models.CharField(max_length=12, choices=Change)
    role = models.CharField(max_length=40)
    role_name = models.CharField(max_length=60, blank=True)  # of a role that the quarter made up, as it was called then
    power = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="role_changes")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="role_change_last")]
