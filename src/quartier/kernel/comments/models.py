"""Comments: what neighbours say about a post, below it. Whoever may see the post may see them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person


class Comment(models.Model):
    """It goes with the post and with its author."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    written_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )  # for the author, who agreed to it
    text = models.TextField()
    created = models.DateTimeField(default=timezone.now)
    edited = models.DateTimeField(null=True)
    hidden = models.DateTimeField(null=True)  # by moderators; they and the author still see it
    deleted = models.DateTimeField(null=True)  # by its author; nobody sees it, and for a day they can bring it back

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["entry", "id"], name="comments_of_entry")]
