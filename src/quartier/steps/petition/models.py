"""What is stored of a petition beside its signatures online, which are ballots of the kernel: sheets of paper, and what came of it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.api import Person
from quartier.api.processes import Step
from quartier.steps.petition.likeness import LONGEST
from quartier.steps.petition.terms import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TEXT


class SheetLine(models.Model):
    """A signature on paper, typed in. It goes as the petition is handed over: then only the number stays here."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    sheet = models.PositiveIntegerField()
    line = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    address = models.CharField(max_length=LONGEST_ADDRESS)
    likeness = models.CharField(max_length=LONGEST)  # name and address without what people write now so, now so
    entered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "sheet", "line"], name="one_signature_a_line"),
            models.UniqueConstraint(fields=["step", "likeness"], name="signs_once_on_paper"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """Of its ballot: what is counted."""
        return f"sheet:{self.sheet}:{self.line}"


class Course(models.Model):
    """What becomes of one petition: sheets printed, handed over, what came of it after a year."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="+")
    printed = models.PositiveIntegerField(default=0)  # sheets that have a number
    entered = models.JSONField(default=list)  # numbers of those that were typed in, also if no line of them counted
    handed_over = models.DateField(null=True)
    to = models.CharField(max_length=LONGEST_NAME, blank=True)
    handed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked = models.DateTimeField(null=True)  # the organisers, what came of it
    came = models.TextField(blank=True, max_length=LONGEST_TEXT)
    told = models.DateTimeField(null=True)
