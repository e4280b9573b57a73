"""What is stored besides the ballots: statements, and the map as it was drawn last.

Who answered what is one `Ballot` of the engine for each person or slip: the numbers agreed with, disagreed with and passed. So
secrecy, paper, the telephone, the export and erasing are the engine's (docs/adr/0050-opinion-map-as-a-step.md).
"""

from django.db import models

from quartier.api.processes import Step
from quartier.steps.opinions.terms import Standing


class Statement(models.Model):
    """One thought to which people say yes or no. A neighbour's words are a comment; the organiser's stand here."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()  # in its step, on slips and in files; never given twice
    comment = models.OneToOneField("kernel.Comment", on_delete=models.CASCADE, null=True, related_name="+")
    own_text = models.CharField(max_length=400, blank=True)  # of the organiser
    standing = models.CharField(max_length=7, choices=Standing, default=Standing.SHOWN)
    reason = models.CharField(max_length=240, blank=True)  # why it was taken out
    agreed = models.PositiveIntegerField(default=0)  # about: they decide only which statement comes next
    disagreed = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    extremity = models.FloatField(default=0)  # how much it tells people apart, as the map was drawn last

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["step", "number"], name="one_statement_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def text(self) -> str:
        return self.comment.text if self.comment else self.own_text

    @property
    def is_organisers(self) -> bool:
        return self.comment_id is None

    @property
    def stands(self) -> bool:
        """What its author changed afterwards isn't what people answered."""
        if self.standing != Standing.SHOWN:
            return False
        comment = self.comment
        return comment is None or not (comment.hidden or comment.deleted or comment.edited)


class Board(models.Model):
    """One for each step: the numbers given so far, and the map."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="+")
    last_number = models.PositiveSmallIntegerField(default=0)
    drawn = models.DateTimeField(null=True)
    drawn_of = models.CharField(max_length=80, blank=True)  # which ballots and statements, to know whether it is stale
    map = models.JSONField(default=dict)  # see drawing.py
