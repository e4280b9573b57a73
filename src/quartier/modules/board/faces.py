"""How a post looks on its page, for one reader."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from markupsafe import Markup

from quartier.api import Entry, Person, Prepared, StoredFile, moderates, rich
from quartier.modules.board import queries
from quartier.modules.board.models import Post, Reach, Thanks, Version
from quartier.ui.dates import time_span

_photos = Prepared(lambda entry: StoredFile.objects.filter(entry=entry).order_by("position", "pk"))
_thanks = Prepared(lambda post, person: Thanks.objects.filter(post=post, person=person))


@dataclass(frozen=True)
class Face:
    text: Markup
    author: str
    hand: str  # "written by … on their behalf"
    behind: str  # who wrote it in an organisation's name, for those who may know
    status: str  # "Given away"; empty while it simply stands there
    who_sees: str
    facts: list[tuple[str, str, str]]
    photos: list[StoredFile]
    is_own: bool
    may_thank: bool
    has_thanked: bool
    thankful: list[str]


def of(post: Post, entry: Entry, reader: Person | None, *, is_own: bool) -> Face:
    has_thanked = reader is not None and not is_own and bool(_thanks(post.pk, reader.pk))
    when = time_span(post.starts, post.ends) if post.starts else ""
    return Face(
        text=rich(post.text),
        author=author_of(post, reader),
        hand=post.hand_for(reader),
        behind=_behind(post, reader, is_own),
        status=status_of(post),
        who_sees=who_sees(post),
        facts=[(_("When"), when, "clock"), (_("Where"), str(post.place or ""), "map-pin")],
        photos=[photo for photo in _photos(entry.pk) if is_own or not photo.hidden],
        is_own=is_own,
        may_thank=reader is not None and reader.is_member and reader.pk != post.author_id,
        has_thanked=has_thanked,
        thankful=queries.names_of_thankful(post, reader) if is_own and reader else [],
    )


def versions(post: Post) -> list[tuple[datetime | None, Post | Version, Markup]]:
    """Until when it said so (None: now), what, and its text; the newest first."""
    said: list[Post | Version] = [post, *post.versions.order_by("-pk")]
    return [(one.until if isinstance(one, Version) else None, one, rich(one.text)) for one in said]


def _behind(post: Post, reader: Person | None, is_own: bool) -> str:
    """Who answers for it: known to the organisation and to moderators."""
    if post.organisation is None or not (is_own or moderates(reader)):
        return ""
    return post.author.full_name


def author_of(post: Post, reader: Person | None) -> str:
    return post.organisation.name if post.organisation else post.author.name_for(reader)


def status_of(post: Post) -> str:
    if post.deleted:
        return _("Deleted")
    if post.closed:
        return str(post.kind_of_post.closed)
    return "" if post.is_open else _("Run out")


def who_sees(post: Post) -> str:
    if post.reach == Reach.GROUP and post.group:
        return _("Only the group “%(name)s”") % {"name": post.group.name}
    if post.reach == Reach.ORGANISATION and post.organisation:
        return _("Only those of “%(name)s”") % {"name": post.organisation.name}
    return str(Reach(post.reach).label)
