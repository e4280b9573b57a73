"""Files: pictures and PDFs that people add to a post, a matter or a group. Whoever may see that may see them, nobody else."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from quartier.kernel.entries.models import Entry
from quartier.kernel.groups.models import Group
from quartier.kernel.people.models import Person
from quartier.kernel.rows import FromRow

SMALL = ".small"  # behind the key: what the small rendition is called on disk


def new_key() -> str:
    """What a file is called on disk and in its address: nobody guesses it, and it says nothing."""
    return secrets.token_urlsafe(18)


class StoredFile(FromRow):
    """What is known of one file. Its bytes lie under `path`; the row and the file come and go together (see `store`)."""

    key = models.CharField(max_length=24, unique=True, default=new_key)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="files")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="files")
    matter = models.ForeignKey("kernel.Matter", on_delete=models.CASCADE, null=True, related_name="files")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="documents")
    title = models.CharField(max_length=120, blank=True)  # of a document: what people call it
    name = models.CharField(max_length=120)
    alt = models.CharField(max_length=250, blank=True)  # what is seen on it, for those who don't see it
    position = models.PositiveSmallIntegerField(default=0)  # among those of its post
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()  # bytes
    width = models.PositiveIntegerField(null=True)  # of a picture, in pixels
    height = models.PositiveIntegerField(null=True)
    small_width = models.PositiveIntegerField(null=True)  # of the small rendition, where there is one
    small_height = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64)  # of what was sent, so that the same file sent twice is known
    stored = models.DateTimeField(default=timezone.now)
    hidden = models.DateTimeField(null=True)  # by those who decide about what was reported; its owner still sees it

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def url(self) -> str:
        return reverse("files:file", kwargs={"key": self.key})

    @property
    def has_small(self) -> bool:
        """Whether a smaller rendition lies beside it; what is small anyway needs none."""
        return self.small_width is not None and self.small_width != self.width

    @property
    def small_url(self) -> str:
        """Of the rendition for cards and lists: WebP, at most 480 pixels wide and high."""
        return reverse("files:small", kwargs={"key": self.key}) if self.has_small else self.url

    @property
    def small_path(self) -> Path:
        return path_of(self.key + SMALL) if self.has_small else self.path

    @property
    def path(self) -> Path:
        return path_of(self.key)


def folder() -> Path:
    """Where the files lie; in the data folder, so that back-ups hold them."""
    return Path(settings.MEDIA_ROOT)


def path_of(key: str) -> Path:
    return folder() / key[:2] / key
