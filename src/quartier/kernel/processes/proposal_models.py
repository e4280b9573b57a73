"""A proposal: what somebody wants to happen. All steps of a process share it, and it carries its state to the end."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.kernel.entries.models import Shared
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Place
from quartier.kernel.processes.models import Process


class Origin(models.TextChoices):
    NEIGHBOUR = "neighbour", _("From a neighbour")
    ORGANISER = "organiser", _("From whoever asks")
    IMPORTED = "imported", _("From elsewhere")


class Feasibility(models.TextChoices):
    UNCHECKED = "unchecked", _("Not checked yet")
    FEASIBLE = "feasible", _("Can be done")
    NOT_FEASIBLE = "not_feasible", _("Can't be done")


class ProposalState(models.TextChoices):
    COLLECTED = "collected", pgettext_lazy("proposal", "Collected")
    DISCUSSED = "discussed", pgettext_lazy("proposal", "Being discussed")
    CHOSEN = "chosen", pgettext_lazy("proposal", "Chosen")
    NOT_CHOSEN = "not_chosen", pgettext_lazy("proposal", "Not chosen")
    PLANNED = "planned", pgettext_lazy("proposal", "Planned")
    BUILDING = "building", pgettext_lazy("proposal", "Being built")
    DONE = "done", pgettext_lazy("proposal", "Done")
    NOT_DONE = "not_done", pgettext_lazy("proposal", "Won't be done")


def fate_in_words(one: Proposal | ProposalChange) -> tuple[str, str]:
    """Its state in a word, and what its sentence adds; "wird gebaut, Frühjahr 2027" says both, so it isn't said twice."""
    word, sentence = str(one.get_state_display()), one.sentence
    if sentence.casefold().startswith(word.casefold()):
        return sentence[0].upper() + sentence[1:], ""
    return word, sentence


class Proposal(Shared):
    """It outlives its author: then it stands there without a name, if others carry it too."""

    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")  # type: ignore[assignment]
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="proposals")
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True, max_length=10_000)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    latitude = models.FloatField(
        null=True, blank=True
    )  # the place's own, public position; of an import perhaps without one
    longitude = models.FloatField(null=True, blank=True)
    lies_outside = models.BooleanField(default=False)  # of the area that its process is about
    cost_cents = models.PositiveBigIntegerField(null=True, blank=True)
    origin = models.CharField(max_length=9, choices=Origin, default=Origin.NEIGHBOUR)
    source = models.CharField(max_length=80, blank=True)  # its number elsewhere: imported once
    feasibility = models.CharField(max_length=12, choices=Feasibility, default=Feasibility.UNCHECKED)
    reasons = models.TextField(blank=True, max_length=4000)  # of the feasibility
    checked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    checked = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.COLLECTED)
    sentence = models.CharField(max_length=200, blank=True)  # "wird gebaut, Frühjahr 2027"
    support_count = models.PositiveIntegerField(default=0)
    support_elsewhere = models.PositiveIntegerField(default=0)  # what an import brought: a number without people
    withdrawn = models.DateTimeField(null=True, blank=True)

    fate = property(fate_in_words)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "source"], name="imported_once", condition=~models.Q(source=""))
        ]
        indexes = [
            models.Index(fields=["process", "-support_count", "id"], name="proposal_supported"),
            models.Index(
                fields=["process", "latitude"], name="proposal_lies", condition=models.Q(latitude__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return reverse("process:proposal", kwargs={"pk": self.pk})

    @property
    def support_in_all(self) -> int:
        return self.support_count + self.support_elsewhere

    @property
    def is_there(self) -> bool:
        """Stands for itself: neither withdrawn nor part of another."""
        return self.withdrawn is None and self.merged_into_id is None


class ProposalAuthor(models.Model):
    """Merging keeps everybody who had the idea."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    came_with = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, null=True, related_name="+"
    )  # merged into this one

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="author_once")]


class Support(models.Model):
    """Somebody finds it good too."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    came_with = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, null=True, related_name="+"
    )  # merged into this one

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="support_once")]


class ProposalChange(models.Model):
    """One line of its history: what became of it when."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="history")
    state = models.CharField(max_length=10, choices=ProposalState)
    sentence = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    fate = property(fate_in_words)

    class Meta:
        ordering = ["at", "pk"]
