"""What is stored of a ranked vote beside its ballots: who can be chosen, and the secret that draws lots."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.api import Person
from quartier.api.processes import Proposal, Step
from quartier.steps.ranked.drawing import new_secret, promise_of
from quartier.steps.ranked.terms import LONGEST_NAME, LONGEST_TEXT


class BallotPaper(models.Model):
    """Made as the vote opens."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="+")
    secret = models.CharField(max_length=64, default=new_secret)  # told when the vote is over

    @property
    def promise(self) -> str:
        return promise_of(self.secret)


class Candidate(models.Model):
    """Somebody or something to choose. A person's row goes with the person: ballots and results know its number alone."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_NAME, blank=True)  # empty where it is a person
    text = models.TextField(blank=True, max_length=LONGEST_TEXT)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed = models.DateTimeField(null=True)  # nobody stands without having said yes
    withdrawn = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "number"], name="one_candidate_a_number"),
            models.UniqueConstraint(
                fields=["step", "person"], name="stands_once", condition=models.Q(person__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title if self.person is None else self.person.full_name

    @property
    def key(self) -> str:
        return f"c{self.number}"
