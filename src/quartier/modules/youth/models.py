"""What is stored beside the rounds, which are processes: whom they ask, classes with their codes, and the budget."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from quartier.api import Organisation, Person
from quartier.api.processes import Process, Proposal


class Round(models.Model):
    """Which office a round of young people asks for the answer."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="+")
    office = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")


class ClassSheet(models.Model):
    """A class that takes part. Who is in it nobody knows here: there are numbers, and no names."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60)
    size = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    allowed = models.DateTimeField(null=True)
    refused = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # of the refusal
    printed = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)  # when the whole sheet last was

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("youth:sheet", kwargs={"pk": self.pk})


class ClassCode(models.Model):
    """One slip of a sheet. The code itself is kept nowhere: after printing nobody can read it from here."""

    sheet = models.ForeignKey(ClassSheet, on_delete=models.CASCADE, related_name="codes")
    number = models.PositiveSmallIntegerField()  # printed beside the code
    code_hash = models.CharField(max_length=64, null=True, unique=True)  # None: not printed yet, or revoked
    is_revoked = models.BooleanField(default=False)  # until it is printed anew

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="one_code_a_number")]

    @property
    def word(self) -> str:
        """What ballots and ideas of this code hold."""
        return f"{PREFIX}:{self.pk}"


PREFIX = "class"


class Pot(models.Model):
    """Money that young people decide about alone."""

    name = models.CharField(max_length=80)
    cents = models.PositiveBigIntegerField()
    given_by = models.CharField(max_length=120)  # as it is said: "Stadtrat Lindenau"
    ends = models.DateField()
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Spending(models.Model):
    """One line of the ledger: what young people chose, and what it gets. Lines aren't changed; money may come back."""

    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="spendings")
    proposal = models.ForeignKey(Proposal, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=120)  # stays when the proposal goes
    decided_in = models.CharField(max_length=120)  # the round's title, likewise
    cents = models.PositiveBigIntegerField()
    returned_cents = models.PositiveBigIntegerField(default=0)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pot", "proposal"], name="spent_once"),
            models.CheckConstraint(
                condition=models.Q(returned_cents__lte=models.F("cents")), name="returned_what_there_was"
            ),
        ]

    @property
    def kept_cents(self) -> int:
        return self.cents - self.returned_cents
