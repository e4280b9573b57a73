"""Matters: what a few people have to do with one another. Nobody but its parties sees one, moderators neither.

What a person wrote goes when they go; the others keep the matter, and it says that somebody is no longer here.
"""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from quartier.kernel.contact.rules import HERE
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Place

GUARDIAN = "guardian"  # of a party who is under 18
CONFIDANT = "confidant"  # somebody a party wants at their side
BESIDE = frozenset({GUARDIAN, CONFIDANT})  # they read and write, and decide nothing


class MatterState(models.TextChoices):
    OPEN = "open", _("In conversation")
    AGREED = "agreed", _("Agreed")
    DONE = "done", pgettext_lazy("matter", "Done")
    THANKED = "thanked", _("Thanked")
    CLOSED = "closed", _("Closed")
    DROPPED = "dropped", _("Came to nothing")  # ended without being done


RUNNING = frozenset({MatterState.OPEN, MatterState.AGREED})
OVER = frozenset({MatterState.CLOSED, MatterState.DROPPED})


class Matter(models.Model):
    """The private thing between its parties: messages, what they agreed, places they released, a state."""

    kind = models.CharField(max_length=60)  # "help.matter"
    about = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="matters")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=MatterState, default=MatterState.OPEN)
    open_page = models.CharField(max_length=80, default="matters:matter")  # the name of an address that takes `pk`
    opened = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)
    closed = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title or gettext("Among neighbours")

    @property
    def url(self) -> str:
        return reverse(self.open_page, kwargs={"pk": self.pk})

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    def here(self) -> list[Party]:
        """The parties that are still in it and in the quarter."""
        return [party for party in self.parties.all() if party.is_here]

    def parties_now(self) -> list[Person]:
        return [party.person for party in self.here() if party.person]

    def part_of(self, person: Person | None) -> str:
        """ "asker", "helper", "guardian" …; "" for who is no party (any more)."""
        return next((party.part for party in self.here() if person and party.person_id == person.pk), "")


class PartyManager(models.Manager["Party"]):
    def get_queryset(self) -> models.QuerySet[Party]:
        """Whoever asks for parties asks who they are: in one query."""
        return super().get_queryset().select_related("person")


class Party(models.Model):
    """Somebody in a matter. `person` is empty once they were erased."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="parts")
    part = models.CharField(max_length=20)
    joined = models.DateTimeField(default=timezone.now)
    left = models.DateTimeField(null=True)

    objects = PartyManager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "person"], name="one_part_a_matter")]

    @property
    def is_here(self) -> bool:
        return self.left is None and self.person is not None and self.person.standing in HERE

    @property
    def decides(self) -> bool:
        return self.part not in BESIDE


class Event(models.TextChoices):
    """What a line of the conversation tells. The sentence is made in the reader's language: see `events.py`."""

    SAID = ""
    OPENED = "opened"
    JOINED = "joined"
    LEFT = "left"
    SENT = "sent"
    PROPOSED = "proposed"
    TAKEN_BACK = "taken_back"
    AGREED = "agreed"
    PLACE_RELEASED = "place_released"
    PLACE_WITHDRAWN = "place_withdrawn"
    DONE = "done"
    THANKED = "thanked"
    CLOSED = "closed"
    DROPPED = "dropped"


class Message(models.Model):
    """Something written, or something that happened: then `event` says what, and `text` holds what was added to it."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, related_name="+"
    )  # null: it happened by itself
    written_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )  # for the author, at the desk
    event = models.CharField(max_length=16, choices=Event, blank=True)
    text = models.TextField(blank=True)
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.CASCADE, null=True, related_name="+")
    agreement = models.ForeignKey("kernel.Agreement", on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    hidden = models.DateTimeField(null=True)  # by those who decide about what was reported; its author still reads it

    class Meta:
        ordering = ["pk"]


class Agreement(models.Model):
    """What one proposed and, once accepted, what holds. A matter has one proposal and one agreement at most."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="agreements")
    text = models.CharField(max_length=500)
    starts = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    proposed = models.DateTimeField(default=timezone.now)
    accepted = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn = models.DateTimeField(null=True)  # taken back, or replaced by a later one

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(accepted=None, withdrawn=None), name="one_proposal_a_matter"
            ),
            models.UniqueConstraint(
                fields=["matter"],
                condition=models.Q(accepted__isnull=False, withdrawn=None),
                name="one_agreement_a_matter",
            ),
        ]


class PlaceRelease(models.Model):
    """A party lets the others of this one matter know an exact place, until they take it back or the matter ends."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="releases")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    released = models.DateTimeField(default=timezone.now)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "owner", "place"], condition=models.Q(withdrawn=None), name="one_release_a_place"
            )
        ]
