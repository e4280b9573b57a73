"""What is stored of a vote beside its ballots: the ballot paper as it was when the vote opened, and the secret that draws lots."""

from __future__ import annotations

from django.db import models

from quartier.api.processes import Step
from quartier.steps.vote.drawing import new_secret, promise_of


class BallotPaper(models.Model):
    """Fixed as the vote opens: what somebody votes on doesn't change under their hands."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="+")
    options = models.JSONField(default=list)  # [{"key", "title"}]
    secret = models.CharField(max_length=64, default=new_secret)  # told when the vote is over

    @property
    def promise(self) -> str:
        return promise_of(self.secret)
