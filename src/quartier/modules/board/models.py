"""What is stored: a post, what stood there before it was changed, who said thank you."""

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.api import Group, Person, Place, Shared, StoredFile
from quartier.modules.board.sorts import SORT_CHOICES, SORTS, Sort

LONGEST_TITLE = 120
LONGEST_TEXT = 10_000


class Reach(models.TextChoices):
    """Who sees a post; the words of the kernel's audiences."""

    PUBLIC = "public", _("Everybody, also on the Internet")
    MEMBERS = "members", _("All confirmed neighbours")
    GROUP = "group", _("Only the group")
    ORGANISATION = "organisation", _("Only your organisation")


class Words(models.Model):
    """What somebody said, in a post or in an earlier version of one."""

    sort = models.CharField(max_length=14, choices=SORT_CHOICES, default="other")
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField(blank=True, max_length=LONGEST_TEXT)  # see quartier.api.rich
    starts = models.DateTimeField(null=True, blank=True)
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Post(Words, Shared):
    """In whose name it stands: the author's, or `organisation`'s; then the author is known to that alone and to moderators."""

    reach = models.CharField(max_length=12, choices=Reach, default=Reach.MEMBERS)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    picture = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_commercial = models.BooleanField(default=False)
    until = models.DateTimeField(null=True, blank=True)  # afterwards it is in no list, unless its author renews it
    closed = models.DateTimeField(null=True)  # found, given away, answered
    deleted = models.DateTimeField(null=True)  # since when; soon it is gone for good
    edited = models.DateTimeField(null=True)
    draft = models.UUIDField(null=True, unique=True)  # so that a form sent twice publishes once

    class Meta:
        indexes = [
            models.Index(fields=["author", "-id"], name="post_author"),
            models.Index(fields=["until"], name="post_until", condition=models.Q(until__isnull=False)),
            models.Index(fields=["deleted"], name="post_deleted", condition=models.Q(deleted__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return reverse("board:detail", kwargs={"pk": self.pk})

    @property
    def kind_of_post(self) -> Sort:
        return SORTS[self.sort]

    @property
    def is_business(self) -> bool:
        return self.organisation is not None and self.organisation.kind == "business"

    @property
    def is_official(self) -> bool:
        return self.organisation is not None and self.organisation.kind == "public_office"

    @property
    def over(self) -> datetime | None:
        """Since or until when it is in no list any more."""
        moments = [moment for moment in (self.deleted, self.closed, self.until) if moment]
        return min(moments, default=None)

    @property
    def is_open(self) -> bool:
        return self.over is None or self.over > timezone.now()


class Version(Words):
    """What a post said before it was changed. Whoever sees the post may read it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")  # the post's: it goes with them
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]


class Thanks(models.Model):
    """Somebody says thank you for a post. Its author reads the names; nobody reads a number."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="thanks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="thanked_once")]


class Promotion(models.Model):
    """That somebody advertised, or an organisation. Kept apart, so that deleting the post makes no room for the next."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("kernel.Organisation", on_delete=models.CASCADE, null=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="promotion_person")]
