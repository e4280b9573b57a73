"""A process: a question, who may take part, steps in time, and an answer."""

from __future__ import annotations

import hashlib

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.kernel import registry
from quartier.kernel.entries.models import Shared
from quartier.kernel.groups.models import Group, Organisation
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Place
from quartier.kernel.step_contract import StepKind


class Who(models.TextChoices):
    """Who may take part."""

    PUBLIC = "public", _("Everybody with an account, guests too")
    MEMBERS = "members", _("All confirmed neighbours")
    GROUP = "group", _("The members of the group")
    ORGANISATION = "organisation", _("Those who speak for the organisation")
    SAMPLE = "sample", _("Neighbours drawn at random")
    YOUNG = "young", _("Young people, in a space of their own")


class ProcessState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("process", "Being prepared")
    PLANNED = "planned", _("Begins soon")
    RUNNING = "running", pgettext_lazy("process", "Under way")
    WAITING = "waiting", _("Waiting for the answer")
    ANSWERED = "answered", pgettext_lazy("process", "Answered")
    ENDED = "ended", _("Ended early")


class Process(Shared):
    """It outlives whoever began it: then it is the quarter's."""

    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")  # type: ignore[assignment]
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=240)
    text = models.TextField(blank=True, max_length=6000)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    area = models.JSONField(null=True, blank=True)  # what it is about, where that is no single spot: see area.py
    template = models.CharField(max_length=80, blank=True)
    who = models.CharField(max_length=12, choices=Who, default=Who.MEMBERS)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    sample_size = models.PositiveIntegerField(null=True, blank=True)
    seed = models.CharField(max_length=64, blank=True)  # of the draw; published
    candidates = models.PositiveIntegerField(default=0)  # of whom the sample was drawn
    last_lot = models.CharField(max_length=64, blank=True)  # the largest that was drawn
    state = models.CharField(max_length=9, choices=ProcessState, default=ProcessState.DRAFT)
    frozen = models.DateTimeField(null=True)  # since when the electorate is fixed
    electors_count = models.PositiveIntegerField(default=0)  # as it was frozen
    answer_days = models.PositiveSmallIntegerField(default=30)
    answer_due = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    adopted = models.DateTimeField(null=True)
    orphaned = models.DateTimeField(null=True)  # since when its organiser is gone
    was_of = models.CharField(max_length=120, blank=True)  # a group or organisation that is gone
    closed = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "answer_due"], name="process_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return reverse("process:process", kwargs={"pk": self.pk})

    @property
    def is_for_young(self) -> bool:
        return self.who == Who.YOUNG

    @property
    def seal(self) -> str:
        """Said before anybody is drawn: so the word behind it can't be chosen afterwards."""
        return hashlib.sha256(self.seed.encode()).hexdigest()

    @property
    def answer_is_late(self) -> bool:
        return self.answer_due is not None and self.answer_due < timezone.now()

    @property
    def is_over(self) -> bool:
        return self.state in {ProcessState.ANSWERED, ProcessState.ENDED}


class StepState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("step", "To come")
    OPEN = "open", pgettext_lazy("step", "Now")
    CLOSED = "closed", pgettext_lazy("step", "Over")


class Step(models.Model):
    """One step of a process. What is done in it is its kind's business."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=40)  # the slug of a StepKind
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    options = models.JSONField(default=dict, blank=True)  # of the kind's dataclass: see options_of
    is_for_all = models.BooleanField(default=False)  # not the electorate alone: opinions, no decision
    state = models.CharField(max_length=7, choices=StepState, default=StepState.PLANNED)
    opened = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    tally = models.JSONField(default=dict, blank=True)  # what its kind counted as it closed
    turnout = models.JSONField(default=dict, blank=True)  # channel → how many, as it closed
    counting = models.DateTimeField(null=True)  # since when its many ballots are counted: none comes in any more
    counted = models.FloatField(default=0)  # how much of that is done, 0 to 1

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "order"], name="steps_in_order")]
        indexes = [
            models.Index(fields=["state", "opens"], name="step_opens"),
            models.Index(fields=["state", "closes"], name="step_closes"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def of_kind(self) -> StepKind:
        return registry.step_kinds()[self.kind]

    @property
    def name(self) -> str:
        return self.title or str(self.of_kind.name)

    @property
    def asks(self) -> str:
        """What stands above a ballot: the step's own title where it has one, else what the whole process asks."""
        return self.title or self.process.question or self.process.title

    @property
    def url(self) -> str:
        return reverse("process:step", kwargs={"pk": self.process_id, "order": self.order})

    @property
    def is_open(self) -> bool:
        """Nothing is taken after the time that was said, even while nobody has closed it yet."""
        return self.state == StepState.OPEN and self.counting is None and timezone.now() < self.closes

    @property
    def percent_counted(self) -> int:
        return int(100 * self.counted)


class Elector(models.Model):
    """Somebody who may decide in this process: fixed as its first step opens. Whoever comes later sees, and doesn't vote."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="electors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "person"], name="one_elector")]


class Draw(models.Model):
    """Of a sample: all who could be drawn, each under a ticket that nobody else can tell is theirs. See drawing.py."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="draw")
    key = models.CharField(max_length=64)  # makes tickets of people; never shown
    tickets = models.TextField()  # one a line, in their order


class Channel(models.TextChoices):
    """How a choice reached the count."""

    WEB = "web", _("On a device of one's own")
    PAPER = "paper", _("On paper")
    PHONE = "phone", _("By telephone")
    DESK = "desk", _("At the desk")


class Participation(models.Model):
    """That somebody took part in a step, so that they hear what came of it. Never what they chose."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.WEB)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="took_part_once")]


class PaperBatch(models.Model):
    """Slips that came on paper: each is typed by two people, who don't see what the other typed."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="batches")
    name = models.CharField(max_length=60)
    size = models.PositiveIntegerField()  # slips, counted by hand
    first_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    second_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    begun = models.DateTimeField(default=timezone.now)
    counted = models.DateTimeField(null=True)  # its slips are ballots now

    def __str__(self) -> str:
        return self.name


class PaperSlip(models.Model):
    """What two people read on one slip, and what holds."""

    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="slips")
    number = models.PositiveIntegerField()
    first = models.JSONField(null=True)
    second = models.JSONField(null=True)
    settled = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_slip_a_number")]


class Ballot(models.Model):
    """One choice in a step: a neighbour's, a class code's, or a paper slip's. A later one takes its place."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    code = models.CharField(max_length=64, blank=True)  # of a class, or "paper:3:17"; empty where it is a person's
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.WEB)
    entered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")  # for the person
    content = models.JSONField()
    sealed = models.BinaryField(null=True)  # of a kind that `is_sealed`: `content` stays empty
    cast = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["step", "person"], name="one_ballot_a_person", condition=models.Q(person__isnull=False)
            ),
            models.UniqueConstraint(fields=["step", "code"], name="one_ballot_a_code", condition=~models.Q(code="")),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ ~models.Q(code=""), name="ballot_of_a_person_or_a_code"
            ),
        ]


class ProcessEvent(models.Model):
    """What was done to a process, for everybody to read: opened, closed, drawn, handed over, entered by telephone."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="events")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=30)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "pk"]


class Answer(models.Model):
    """What comes of it: every process ends with one."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="answer")
    text = models.TextField(max_length=10_000)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    said_by = models.CharField(max_length=120, blank=True)  # the name of whoever answered, should they be gone
    given = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(auto_now=True)
