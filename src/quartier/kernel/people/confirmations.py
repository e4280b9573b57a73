"""How the quarter knows that somebody lives here, and who said so."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Person, Standing


class Ground(models.TextChoices):
    """How somebody came to know it."""

    DESK = "desk", _("Showed a paper at the desk")
    KNOWN = "known", _("Known to me in person")
    LETTER = "letter", _("A letter with a code arrived")
    VOUCHED = "vouched", _("Two neighbours vouch")
    ORGANISATION = "organisation", _("An organisation knows its members")
    FOUNDER = "founder", _("Set up this server")


class Confirmation(models.Model):
    """Somebody said that this person lives here. Kept when it is withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="confirmations")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="confirmations_given")
    ground = models.CharField(max_length=12, choices=Ground)
    at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=True)  # False: they moved away since, and would be confirmed anew
    withdrawn = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    looked = models.DateTimeField(null=True, blank=True)  # a second look: somebody else found it right
    looked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-at"], name="confirmed_last")]


class Surety(models.Model):
    """A guest asks a neighbour, or an organisation they belong to, to say that they live here.

    `typed` is the name as the guest knows it. Whether somebody of that name lives here the guest doesn't learn.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sureties")
    voucher = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="sureties_given")
    organisation = models.ForeignKey(
        "kernel.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="sureties"
    )
    typed = models.CharField(max_length=170, blank=True)
    asked = models.DateTimeField(default=timezone.now)
    given = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)  # said no, taken back, or withdrawn by the desk
    confirmation = models.ForeignKey(
        Confirmation, on_delete=models.SET_NULL, null=True, blank=True, related_name="sureties"
    )

    class Meta:
        indexes = [models.Index(fields=["voucher", "given"], name="sureties_of_voucher")]


def has_brought_others(person: Person) -> bool:
    """Whether somebody is a neighbour because of this one's word."""
    return Surety.objects.filter(
        voucher=person, confirmation__withdrawn=None, confirmation__is_current=True, person__standing=Standing.MEMBER
    ).exists()


class HomeCheck(models.Model):
    """ "Do you still live here?", asked once a year and after a move. One open question each; `Person.is_asked_home` says so."""

    class Why(models.TextChoices):
        YEARLY = "yearly", _("A year has passed")
        MOVED = "moved", _("A new address")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="home_checks")
    why = models.CharField(max_length=8, choices=Why)
    asked = models.DateTimeField(default=timezone.now)
    reminders = models.PositiveSmallIntegerField(default=0)
    lapsed = models.DateTimeField(null=True, blank=True)  # no answer for long: a guest until they answer
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(answered__isnull=True), name="one_open_home_check"
            )
        ]
        indexes = [models.Index(fields=["answered", "asked"], name="home_checks_open")]


def close_home_check(person: Person, *, by: Person | None) -> None:
    """Nobody needs to ask any more whether they live here."""
    person.home_checks.filter(answered=None).update(answered=timezone.now(), answered_by=by)
    if person.is_asked_home:
        person.is_asked_home = False
        person.save(update_fields=["is_asked_home"])


class DeathReport(models.Model):
    """Somebody was told that this person died. It counts once a second person confirms it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="death_reports")
    reported_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reported = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    standing_before = models.CharField(max_length=10, choices=Standing)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(withdrawn__isnull=True), name="one_death_report"
            )
        ]
