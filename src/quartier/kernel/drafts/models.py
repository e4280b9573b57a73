"""What somebody began to write and hasn't sent yet."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from quartier.kernel.people.models import Person

KEPT_FOR = timedelta(days=60)  # since it was last changed
UNDO_FOR = timedelta(days=1)  # since it was thrown away


class Draft(models.Model):
    """One form, begun. Two devices that write at once get a row each, so neither writes over the other.

    `word` names the draft in the pages that write it; `version` and `page` tell whether anybody else wrote meanwhile.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=60)  # "board.post"
    word = models.UUIDField()
    label = models.CharField(max_length=120)  # what is being written: "Post"
    url = models.CharField(max_length=500)  # where the form is
    answers = models.JSONField(default=dict)  # {name of field: [values]}
    version = models.PositiveIntegerField(default=0)
    page = models.UUIDField()  # the opened page that wrote last
    browser = models.CharField(max_length=16)  # a word for the browser that wrote last
    device = models.CharField(max_length=70, blank=True)
    changed = models.DateTimeField(default=timezone.now)
    dropped = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "word"], name="one_draft_of_a_word")]
        indexes = [
            models.Index(fields=["person", "form"], name="drafts_of_form"),
            models.Index(fields=["changed"], name="drafts_by_age"),
        ]

    @property
    def title(self) -> str:
        """The words by which its writer knows it again."""
        named = [self.answers.get(name) for name in ("title", "name", "text")]
        texts = [text for values in (*named, *self.answers.values()) for text in values or () if " " in text.strip()]
        return next((" ".join(text.split())[:80] for text in texts), "")

    @property
    def go_on_url(self) -> str:
        """The form, filled with it."""
        return f"{self.url}{'&' if '?' in self.url else '?'}{urlencode({'draft': str(self.word)})}"

    @property
    def drop_url(self) -> str:
        return reverse("drafts:drop", kwargs={"pk": self.pk})


class SentForm(models.Model):
    """A form that was sent and did its work: sent again, it leads to what came of it and does nothing."""

    word = models.UUIDField(unique=True)
    url = models.CharField(max_length=500, blank=True)  # where its sender was led
    page = models.UUIDField(null=True)  # of a draft: the opened page that sent it
    at = models.DateTimeField(default=timezone.now, db_index=True)
