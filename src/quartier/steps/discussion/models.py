"""What is stored besides the words: on which side an argument stands, what it answers, who knows the subject, what was summed up.

The words themselves are the kernel's comments on the process: so they are reported, hidden, changed, deleted and erased like
any other comment.
"""

from django.db import models
from django.utils import timezone

from quartier.api import Person
from quartier.api.processes import Step
from quartier.steps.discussion.terms import LONGEST_SUMMARY, Side


class Argument(models.Model):
    """One argument, or an answer to one: then it has no side."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    comment = models.OneToOneField("kernel.Comment", on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=7, choices=Side, blank=True)
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    expert_as = models.CharField(max_length=120, blank=True)  # as what they were named when they wrote it

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["step", "side", "id"], name="arguments_of_side")]


class Expert(models.Model):
    """Whoever asks has invited somebody who knows the subject; what they write says so."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    known_as = models.CharField(max_length=120)  # "traffic planner, town of Nürnberg"
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="expert_once")]


class Summary(models.Model):
    """What was said until then, in a few sentences. Earlier ones stay readable."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=LONGEST_SUMMARY)
    counted = models.PositiveIntegerField()  # arguments and answers until then
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
