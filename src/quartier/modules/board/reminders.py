"""Before a post leaves the board, its author is asked whether it is still so. A job."""

from datetime import datetime, timedelta

from quartier.api import settings_of, tell
from quartier.modules.board.models import Post
from quartier.modules.board.terms import STILL_VALID, BoardSettings


def remind(now: datetime) -> None:
    """Once for each time that something is about to run out, however often this runs."""
    soon = now + timedelta(days=settings_of(BoardSettings).remind_days)
    ending = Post.objects.filter(deleted=None, closed=None, until__gt=now, until__lte=soon)
    for post in ending.select_related("author"):
        tell([post.author], STILL_VALID, about=post.entry, once=f"post:{post.pk}:{post.until:%Y%m%d}")
