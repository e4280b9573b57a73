"""What is stored beside the process: what was decided about each need, and which module a review is about."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.api import Group, Person
from quartier.api.processes import Process, Proposal


class Outcome(models.TextChoices):
    ADOPTED = "adopted", _("We switch it on")
    PROJECT = "project", _("We do it ourselves")
    REJECTED = "rejected", _("Not now")


class Verdict(models.Model):
    """What was decided about one need."""

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    slug = models.CharField(max_length=40, blank=True)  # of the module
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True, max_length=2000)
    review = models.DateField(null=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    @property
    def url(self) -> str:
        return reverse("needs:decision", kwargs={"pk": self.proposal_id})


class Review(models.Model):
    """Neighbours are asked whether a module stays."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="+")
    slug = models.CharField(max_length=40)
    stays = models.BooleanField(null=True)  # None: not decided yet

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=models.Q(stays=None), name="one_open_review_of_a_module")
        ]
