"""Who was shown what of somebody that is guarded: where they live, their telephone, an exact place, a protected request."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.kernel.people.models import Person


class Guarded(models.TextChoices):
    """What is guarded."""

    ADDRESS = "address", _("your address")
    PHONE = "phone", _("your telephone number")
    PLACE = "place", _("an exact place of yours")
    CIRCLE = "circle", _("something you wrote for the protected circle")
    MATTER = "matter", _("a private conversation of yours")


class Why(models.TextChoices):
    """On what ground it was shown."""

    RELEASED = "released", _("you said in a conversation where it is")
    PROFILE = "profile", _("your profile shows it to neighbours")
    CIRCLE = "circle", _("they belong to the protected circle")
    DESK = "desk", pgettext_lazy("ground", "at the desk")
    LETTER = "letter", _("a letter to you was printed")
    ASSISTANCE = "assistance", _("they act for you")
    BREAK_GLASS = "break_glass", _("two key holders opened it in an emergency")


AT_THE_DESK = frozenset({Why.DESK, Why.LETTER})


class GuardedRead(models.Model):
    """One line of the log. The same thing read again by the same person within 24 hours is the same line."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="guarded_reads")  # whose
    reader = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    for_person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=12, choices=Guarded)
    why = models.CharField(max_length=12, choices=Why)
    thing = models.CharField(max_length=40)  # tells two houses, two requests apart; says nothing else
    url = models.CharField(max_length=200, blank=True)  # of the page where it was shown
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["reader", "at"], name="guarded_read_by"),
            models.Index(fields=["person", "-at"], name="guarded_read_of"),
        ]
