"""Who may act for whom. A person without a device is a full member: somebody they trust, or the desk, does it for them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.kernel.people.models import Person, Standing

HERE = frozenset({Standing.GUEST, Standing.MEMBER})


class Given(models.TextChoices):
    """How somebody agreed."""

    PAPER = "paper", gettext_lazy("Signed on paper at the desk")
    SPOKEN = "spoken", gettext_lazy("Said aloud before two people")
    ACCOUNT = "account", gettext_lazy("With their own account")


class Assistance(models.Model):
    """`person` agrees that `helper` acts for them in `areas`, from `since` to `until`. Kept when it has ended."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assistances")
    helper = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="assists")  # None: the desk
    areas = models.JSONField(default=list)  # "matters", "groups", slugs of modules: see areas.py
    given = models.CharField(max_length=8, choices=Given)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    witness = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )  # of what was said aloud
    since = models.DateTimeField(default=timezone.now)
    until = models.DateField()  # the last day
    accepted = models.DateTimeField(null=True)  # by the helper
    ended = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "helper"], condition=models.Q(ended=None), name="one_assistance_a_helper"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended=None, helper=None), name="one_assistance_of_the_desk"
            ),
        ]

    @property
    def helper_name(self) -> str:
        return self.helper.full_name if self.helper else _("the desk")

    @property
    def is_over(self) -> bool:
        return self.ended is not None or self.until < timezone.localdate()

    @property
    def counts(self) -> bool:
        """Both have agreed, nobody has taken it back, and both are still here."""
        if self.is_over or self.accepted is None or self.person.standing not in HERE:
            return False
        return self.helper is None or self.helper.is_member

    @property
    def last_day(self) -> date:
        return self.until


class Way(models.TextChoices):
    """How news reach somebody who doesn't read them here."""

    LETTER = "letter", gettext_lazy("By letter")
    PHONE = "phone", gettext_lazy("By telephone")


class Bearer(models.Model):
    """How somebody wants to hear what is new, and who brings it: `helper`, or the desk. They agreed that these read it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="bearer")
    way = models.CharField(max_length=8, choices=Way)
    helper = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="bears_to")
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)


class Errand(models.Model):
    """One notice to be brought to somebody by letter or by telephone. Ticked off once it was."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="errands")
    notification = models.OneToOneField("kernel.Notification", on_delete=models.CASCADE, related_name="errand")
    is_for_desk = models.BooleanField(default=False)  # about their account or safety: no helper brings it
    done = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    way = models.CharField(max_length=8, choices=Way, blank=True)  # by which it was brought

    class Meta:
        indexes = [models.Index(fields=["person"], name="errands_open", condition=models.Q(done=None))]


class Confidant(models.Model):
    """`person` wants `confidant` to get a copy of some of what reaches them. Both agreed; either ends it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="confidants")
    confidant = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="confides")
    sorts = models.JSONField(default=list)  # names of groups of notices: see kernel/delivery/groups.py
    given = models.CharField(max_length=8, choices=Given)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    accepted = models.DateTimeField(null=True)  # by the confidant
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "confidant"], condition=models.Q(ended=None), name="one_confidant_once"
            )
        ]
