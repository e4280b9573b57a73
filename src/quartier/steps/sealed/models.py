"""What is stored of a secret vote. Not one private key, not one voting card, not one choice."""

from __future__ import annotations

from django.db import models

from quartier.api import Person
from quartier.api.processes import Ballot, Step
from quartier.steps.sealed.belenios.elections import new_uuid
from quartier.steps.sealed.lots import new_secret


class Election(models.Model):
    """Made while the vote is prepared; `text` is fixed as it opens, and everybody's ballot names its fingerprint."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="+")
    uuid = models.CharField(max_length=14, default=new_uuid)
    card_maker = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    cards = models.JSONField(default=list)  # the public halves of the voting cards, sorted
    cards_count = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    secret = models.CharField(max_length=64, default=new_secret)  # draws lots of a tie; told with the result
    box = models.BinaryField(null=True)  # since the end: the ballots, packed, in an order that tells nothing
    count = models.PositiveIntegerField(default=0)  # ballots in the box
    tally = models.TextField(blank=True)  # their sums, encrypted
    result = models.JSONField(null=True)  # the sums, opened: one number a place
    paper = models.JSONField(default=dict)  # what stood on slips: {"answers": [numbers], "blank": n, "invalid": n}
    given_up = models.DateTimeField(null=True)  # a key is lost: nobody can open the box


class UsedCard(models.Model):
    """Which card a ballot was sealed with, so that nobody reads all ballots to see whether it is used. Goes with its ballot."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    ballot = models.OneToOneField(Ballot, on_delete=models.CASCADE, related_name="+")
    card = models.CharField(max_length=64)  # the check sum of its public half

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "card"], name="a_card_serves_one_ballot")]


class Keeper(models.Model):
    """Somebody who keeps one of the keys. All are needed."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="keepers")
    number = models.PositiveSmallIntegerField()  # from one on
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.TextField(blank=True)  # the public half, with the proof that they have the other
    share = models.TextField(blank=True)  # what they gave to open the sums

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="one_keeper_a_number"),
            models.UniqueConstraint(fields=["election", "person"], name="keeps_one_key"),
        ]
