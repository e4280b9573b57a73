"""What was reported, who decides about it, what was decided and why.

A case outlives the thing that it is about, and whoever wrote that: see `keeping.py` for how long.
"""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.kernel.contract import Text
from quartier.kernel.people.models import Person


class Measure(models.TextChoices):
    """What may be decided, the mildest first. Whatever is more than nothing also hides what was reported."""

    NOTHING = "nothing", _("Nothing: it stays")
    HIDE = "hide", _("Hide it")
    LIMIT = "limit", _("Limit the person")
    PAUSE = "pause", _("Pause the person")
    EXCLUDE = "exclude", _("Exclude the person")


DONE: dict[str, Text] = {
    Measure.NOTHING: _("Left as it was"),
    Measure.HIDE: _("Hidden"),
    Measure.LIMIT: _("Hidden, and the person limited"),
    Measure.PAUSE: _("Hidden, and the person paused"),
    Measure.EXCLUDE: _("Hidden, and the person excluded"),
}
"""The same once it is decided."""

LASTING = frozenset({Measure.LIMIT, Measure.PAUSE})  # for some days
ABOUT_PEOPLE = frozenset({Measure.LIMIT, Measure.PAUSE, Measure.EXCLUDE})


class State(models.TextChoices):
    OPEN = "open", pgettext_lazy("case", "Waits")
    DECIDED = "decided", pgettext_lazy("case", "Decided")
    COMPLAINED = "complained", _("Somebody complained")
    FINAL = "final", _("Decided for good")


RUNNING = frozenset({State.OPEN, State.COMPLAINED})


class Case(models.Model):
    """Everything that was reported about one thing until somebody decided."""

    what = models.CharField(max_length=14)  # one of reportable.REPORTABLES
    object_id = models.BigIntegerField()
    open_key = models.CharField(max_length=40, null=True, unique=True)  # while open: one case for one thing
    title = models.CharField(max_length=200, blank=True)
    about = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")  # who answers for it
    others = models.JSONField(default=list)  # who else has to do with it, by number: also once it is deleted
    rule = models.CharField(max_length=10)  # the one that the first report names
    is_urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened = models.DateTimeField(default=timezone.now)
    closed = models.DateTimeField(null=True)
    held = models.DateTimeField(null=True)  # hidden by a moderator until it is decided
    held_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-is_urgent", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def level(self) -> int:
        """1: the first decision; 2: after a complaint, by others."""
        return 1 if self.state in {State.OPEN, State.DECIDED} else 2

    @property
    def url(self) -> str:
        return reverse("moderation:case", kwargs={"pk": self.pk})


class Report(models.Model):
    """Somebody says that something is wrong. Whom it is about never learns who."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    rule = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    name = models.CharField(max_length=80, blank=True)  # of somebody without an account, if they like
    email = models.EmailField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "reporter"], name="one_report_a_case")]


class Evidence(models.Model):
    """A copy of the thing as it was when it was reported: what is changed or deleted afterwards destroys nothing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    taken = models.DateTimeField(default=timezone.now)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    beside = models.JSONField(default=list)  # what stood around it, or before it: (label, words)
    digest = models.CharField(max_length=64)  # the same twice is kept once

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "digest"], name="one_copy_a_case")]


class EvidenceFile(models.Model):
    """A picture or PDF that belonged to it, copied."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="files")
    key = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=120)
    alt = models.CharField(max_length=250, blank=True)
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class By(models.TextChoices):
    """Who decided."""

    PANEL = "panel", _("A panel of neighbours, drawn at random")
    MODERATORS = "moderators", _("Moderators, because there were too few for a panel")


class Decision(models.Model):
    """What was decided about a case. The second is final."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    level = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=8, choices=Measure)
    until = models.DateTimeField(null=True)
    rule = models.CharField(max_length=10)
    rules_version = models.PositiveIntegerField(default=0)
    reasons = models.TextField()
    by = models.CharField(max_length=10, choices=By)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")  # a moderator alone
    at = models.DateTimeField(default=timezone.now)
    before = models.JSONField(default=dict)  # how it was, so that it can be put back

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "level"], name="one_decision_a_level")]

    @property
    def in_words(self) -> str:
        return str(DONE[self.measure])


class Side(models.TextChoices):
    REPORTED = "reported", _("What you reported")
    ABOUT = "about", _("What is yours")


class Statement(models.Model):
    """A decision with its reasons, for one of those whom it concerns."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="statements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="statements")
    side = models.CharField(max_length=8, choices=Side)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="one_statement_a_person")]

    @property
    def url(self) -> str:
        return reverse("moderation:statement", kwargs={"pk": self.pk})


class Complaint(models.Model):
    """Somebody whom a decision concerns finds it wrong: others than the first decide anew."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="complaints")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="one_complaint_a_person")]
