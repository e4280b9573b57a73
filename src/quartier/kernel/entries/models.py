"""Entries: a copy of every card, so that each window is one query, whatever the number of modules."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from quartier.kernel.entries.hands import written_for
from quartier.kernel.groups.models import Group, Organisation
from quartier.kernel.inserting import insert
from quartier.kernel.people.models import Person
from quartier.kernel.rows import FromRow


class Shared(FromRow):
    """What a module's own model inherits from to be shared: it goes when its author goes."""

    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    written_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+", db_index=False
    )  # for the author, who agreed to it; share() writes it
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **named: Any) -> None:
        if self.pk is None and not (arguments or named):
            insert([self])
        else:
            super().save(*arguments, **named)

    def hand_for(self, reader: Person | None) -> str:
        """ "written by Mara Maurer on their behalf", for the line below the author; empty where they wrote it themself."""
        return written_for(self, reader)

    @property
    def entry(self) -> Entry | None:
        from quartier.kernel import registry

        return Entry.objects.filter(kind=registry.kind_of(self).name, object_id=self.pk).first()


class Entry(FromRow):
    """The card of one shared object, as `share()` last wrote it."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    author = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="entries")
    written_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )  # for the author: as the object says
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="+")
    place = models.ForeignKey("kernel.Place", on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=200)
    audience = models.CharField(max_length=12)
    keys = models.JSONField(default=list)  # everybody's keys that open it, while nothing hides it
    facets = models.JSONField(default=list)
    picture = models.ForeignKey("kernel.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")
    search = models.TextField(blank=True)
    starts = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    expires = models.DateTimeField(null=True)
    published = models.DateTimeField()
    changed = models.DateTimeField(default=timezone.now)  # when share() was last called
    hidden = models.DateTimeField(null=True)  # by moderators

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_an_object")]
        indexes = [
            models.Index(fields=["starts", "id"], name="entry_starts", condition=models.Q(starts__isnull=False)),
            models.Index(fields=["expires"], name="entry_expires", condition=models.Q(expires__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_hidden(self) -> bool:
        return self.hidden is not None


class EntryKey(models.Model):
    """One row for each key that opens an entry *now*: none while the module is off, or once it has expired.

    The feed is the newest rows of each of the viewer's keys; that is why it costs the same at a million entries.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="open_keys", db_index=False)
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    published = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="one_key_an_entry")]
        indexes = [
            models.Index(fields=["key", "published", "entry"], name="feed"),
            models.Index(fields=["kind", "key", "published", "entry"], name="feed_of_kind"),
        ]


class EntryShelf(models.Model):
    """One row for each key that opens an entry now, and each list it stands in besides Heute and its kind's: see shelves.py.

    A list that looked for its few among a million would grow with the quarter. This one is kept ready.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="shelves", db_index=False)
    key = models.CharField(max_length=60)
    shelf = models.CharField(max_length=180)
    at = models.DateTimeField()  # when it was published; in the calendar: the moment under which it stands

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "shelf", "key", "at"], name="once_on_a_shelf")]
        indexes = [models.Index(fields=["shelf", "key", "at", "entry"], name="shelf")]


class Gone(models.Model):
    """Something that was deleted for good, or a comment or file of it: which, and when it was made. Not what it was, nor whose."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    made = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "made"], name="gone_once")]
