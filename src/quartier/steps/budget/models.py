"""What is stored of a budget beside its ballots: the ballot paper as it was when the vote opened, and the secret that draws lots."""

from __future__ import annotations

import hashlib
import secrets

from django.db import models

from quartier.api.processes import Step


def new_secret() -> str:
    return secrets.token_hex(16)


def promise_of(secret: str) -> str:
    """Published before anybody votes: so nobody can choose another secret when they know the result."""
    return hashlib.sha256(secret.encode()).hexdigest()


class BudgetPaper(models.Model):
    """Fixed as the vote opens: what somebody votes on, and what it costs, doesn't change under their hands."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="+")
    projects = models.JSONField(default=list)  # [{"key", "title", "cost"}], in the order of their numbers
    secret = models.CharField(max_length=64, default=new_secret)  # told after a tie

    @property
    def promise(self) -> str:
        return promise_of(self.secret)
