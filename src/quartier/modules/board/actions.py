"""What people do with a post of their own. What others do with it is in thanks.py; its photos are in photos.py."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import (
    Actor,
    Group,
    Place,
    Refused,
    StoredFile,
    Verb,
    attach_files,
    delete_for_good,
    place_at,
    share,
)
from quartier.modules.board import queries, rules
from quartier.modules.board.models import Post, Reach, Version
from quartier.modules.board.terms import MOST_PHOTOS, UNDO_TIME

SAID = ("sort", "title", "text", "starts", "ends")


class Details(TypedDict, total=False):
    """What may be said in a post."""

    sort: str
    title: str
    text: str
    where: str  # a place in words; a house is guarded by the kernel
    place: Place | None
    starts: datetime | None
    ends: datetime | None
    is_commercial: bool


@transaction.atomic
def write_post(
    *,
    by: Actor,
    reach: str = Reach.MEMBERS,
    group: Group | None = None,
    photos: Sequence[StoredFile] = (),
    draft: UUID | None = None,
    **details: Unpack[Details],
) -> Post:
    """Puts a post on the board. The same draft is published once, however often it is sent."""
    rules.must_speak_for(by)
    author = queries.locked(by.subject)
    if there := queries.post_of_draft(author, draft):
        return there
    rules.must_have_room(by)
    if len(photos) > MOST_PHOTOS:
        raise Refused(_("%(most)d photos at most, please.") % {"most": MOST_PHOTOS}, field="photos")
    post = Post(author=author, organisation=by.organisation, reach=reach, group=group, draft=draft)
    rules.must_reach_rightly(post, by)
    say(post, details, by=by)
    rules.must_not_flood(post)
    post.until = rules.until_of(post, timezone.now())
    post.picture = photos[0] if photos else None
    post.save()
    rules.note_promotion(post)
    entry = share(post, by=by)
    if photos and entry:
        attach_files(photos, by=by, entry=entry)
    return post


@transaction.atomic
def edit_post(post: Post, *, by: Actor, **details: Unpack[Details]) -> Post:
    """Changes what was said; what stood there before is kept. Who sees it stays as it was: others have answered there."""
    post = own(post, by)
    before = {name: getattr(post, name) for name in SAID}
    was_commercial, sort = post.is_commercial, post.sort
    say(post, details, by=by)
    if post.is_commercial and not was_commercial:
        rules.must_not_flood(post)
    if post.sort != sort:
        post.until = rules.until_of(post, timezone.now())
    if before != {name: getattr(post, name) for name in SAID}:
        post.edited = timezone.now()
        Version.objects.create(post=post, author=post.author, until=post.edited, **before)
    post.save()
    rules.note_promotion(post)
    share(post, by=by, verb=Verb.CHANGED)
    return post


@transaction.atomic
def delete_post(post: Post, *, by: Actor) -> None:
    """Takes it out of every window at once. `restore_post` undoes it for a while; then it is gone for good."""
    post = own(post, by)
    if post.deleted is None:
        post.deleted = timezone.now()
        post.save()
        share(post, by=by, verb=Verb.WITHDRAWN)


@transaction.atomic
def restore_post(post: Post, *, by: Actor) -> None:
    """Undoes `delete_post`, with its photos and what others wrote below it."""
    post = own(post, by)
    if post.deleted is not None:
        post.deleted = None
        post.save()
        share(post, by=by, verb=Verb.CHANGED)


@transaction.atomic
def close_post(post: Post, *, by: Actor) -> None:
    """Found, given away, answered: out of the lists, and its page says so. `reopen_post` undoes it."""
    post = own(post, by)
    if not post.kind_of_post.closing:
        raise Refused(_("A post of this sort simply stays."))
    if post.closed is None:
        post.closed = timezone.now()
        post.save()
        share(post, by=by, verb=Verb.COMPLETED)


@transaction.atomic
def reopen_post(post: Post, *, by: Actor) -> None:
    """Not found after all."""
    post = own(post, by)
    if post.closed is not None:
        post.closed, post.until = None, rules.until_of(post, timezone.now())
        post.save()
        share(post, by=by, verb=Verb.CHANGED)


@transaction.atomic
def renew_post(post: Post, *, by: Actor) -> None:
    """ "Yes, still so": it stays as long as if it were new."""
    post = own(post, by)
    until = rules.until_of(post, timezone.now())
    if post.closed or post.until is None or until is None:
        raise Refused(_("There is nothing to renew here."))
    if until - post.until > timedelta(hours=1):
        post.until = until
        post.save()
        share(post, by=by, verb=Verb.CHANGED)


@transaction.atomic
def sweep_deleted(now: datetime) -> None:
    """What was deleted a while ago goes for good, with photos, comments and earlier versions. A job."""
    for post in Post.objects.select_for_update(no_key=True, of=("self",)).filter(deleted__lt=now - UNDO_TIME):
        delete_for_good(post)


def own(post: Post, by: Actor) -> Post:
    """The post as it is now, kept from everybody else until the transaction ends, if it is `by`'s to change."""
    locked = Post.objects.select_for_update(no_key=True, of=("self",)).select_related("author", "organisation", "place")
    post = locked.get(pk=post.pk)
    rules.must_be_own(post, by)
    return post


def say(post: Post, details: Details, *, by: Actor) -> None:
    """Writes what was said into the post, if it makes sense; saving is the caller's."""
    for name, value in details.items():
        if name != "where":
            setattr(post, name, value)
    where = details.get("where", str(post.place or "")).strip()
    if where != str(post.place or ""):
        post.place = place_at(by=by, text=where) if where else None
    if post.is_business:
        post.is_commercial = True
    rules.must_make_sense(post)
