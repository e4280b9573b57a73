"""Devices on which somebody wants to hear of notices, and whether this quarter sends there at all."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.accounts.models import Device
from quartier.kernel.people.models import Person


class PushService(models.Model):
    """One row, number 1; without it, or switched off, nothing leaves this server by push."""

    is_on = models.BooleanField(default=False)
    contact = models.EmailField(blank=True)  # push services want to know whom to write to if something is wrong
    more_hosts = models.TextField(blank=True)  # push services besides the well-known ones, a line each


class PushDevice(models.Model):
    """A browser's letter box at its push service. It goes with the log-in it belongs to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="push_devices")
    device = models.OneToOneField(Device, on_delete=models.CASCADE, related_name="push")
    endpoint = models.CharField(max_length=1000, unique=True)
    key = models.CharField(max_length=100)  # the browser's, to encrypt with: "p256dh"
    auth = models.CharField(max_length=40)
    made = models.DateTimeField(default=timezone.now)
    reached = models.DateTimeField(null=True)  # when its push service last took something for it
    last_word = models.CharField(max_length=60, blank=True)  # what that was: not sent again when others are tried again
