"""Whom somebody lets write to them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Person


class Reach(models.TextChoices):
    EVERYBODY = "everybody", _("All neighbours")
    KNOWN = "known", _("Only people I know")
    ACCOMPANIED = "accompanied", _("All neighbours, but somebody I trust reads along")


class ContactChoice(models.Model):
    """Without a row: everybody. `companion` reads along in each conversation that others begin with `person`."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="contact_choice")
    reach = models.CharField(max_length=12, choices=Reach, default=Reach.EVERYBODY)
    companion = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="accompanies")
