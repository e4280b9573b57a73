"""Who would lend a hand: without somebody who does it, the best proposal stays one."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person
from quartier.kernel.processes.proposal_models import Proposal


class ProposalHand(models.Model):
    """Somebody said that they help to make it happen."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="hands")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="one_hand_once")]
