"""The comments below a post, for any page that includes "comments/thread.html"."""

from __future__ import annotations

from dataclasses import dataclass

from quartier.kernel.comments.forms import CommentForm
from quartier.kernel.comments.models import Comment
from quartier.kernel.contact.scams import warnings_in
from quartier.kernel.entries.hands import with_hands, written_for
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.prepared import Prepared
from quartier.kernel.roles.powers import has_power
from quartier.kernel.roles.sight import out_of_sight
from quartier.kernel.terms.comments import COMMENT
from quartier.kernel.terms.moderation import MODERATE

_below = Prepared(lambda entry: Comment.objects.filter(entry=entry, deleted=None).select_related("author"))


@dataclass(frozen=True)
class CommentThread:
    """What "comments/thread.html" shows; put it into the context as `comments`."""

    entry: Entry
    viewer: Person | None
    comments: list[Comment]
    form: CommentForm | None  # None: they may only read

    def caution(self, comment: Comment) -> list[str]:
        """What to know where it looks like fraud; nothing for who wrote it."""
        return [] if comment.author == self.viewer else warnings_in(comment.text, self.viewer)

    def hand_of(self, comment: Comment) -> str:
        return written_for(comment, self.viewer)


def comments_on(entry: Entry, viewer: Person | None, *, refused: CommentForm | None = None) -> CommentThread:
    """All that `viewer` may see, oldest first. The caller has checked that they may see the post."""
    sees_hidden, hidden = has_power(viewer, MODERATE), out_of_sight(viewer)
    comments = [
        comment
        for comment in with_hands(_below(entry.pk))
        if (not comment.hidden or sees_hidden or comment.author == viewer) and comment.author_id not in hidden
    ]
    form = (
        (refused or CommentForm(auto_id="comment_%s")) if has_power(viewer, COMMENT) and not entry.is_hidden else None
    )
    return CommentThread(entry, viewer, comments, form)
