"""The photos of a post: their order, and what is seen on them. The first stands on its card."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import (
    Actor,
    Refused,
    StoredFile,
    Verb,
    arrange_files,
    attach_files,
    delete_file,
    describe_file,
    share,
)
from quartier.modules.board.actions import own
from quartier.modules.board.models import Post
from quartier.modules.board.queries import photos_of
from quartier.modules.board.terms import MOST_PHOTOS


def describe_photo(photo: StoredFile, *, by: Actor, alt: str) -> None:
    """What is seen on it, for those who don't see it."""
    describe_file(photo, by=by, alt=alt)


@transaction.atomic
def add_photos(post: Post, *, by: Actor, photos: Sequence[StoredFile]) -> None:
    post = own(post, by)
    there = photos_of(post)
    if len(there) + len(photos) > MOST_PHOTOS:
        raise Refused(_("%(most)d photos at most, please.") % {"most": MOST_PHOTOS}, field="photos")
    if entry := post.entry:
        attach_files(photos, by=by, entry=entry)
    _show_first(post, by)


@transaction.atomic
def remove_photo(post: Post, photo: StoredFile, *, by: Actor) -> None:
    post = own(post, by)
    if photo in photos_of(post):
        delete_file(photo, by=by)
        _show_first(post, by)


@transaction.atomic
def bring_forward(post: Post, photo: StoredFile, *, by: Actor) -> None:
    """One place further to the front."""
    post = own(post, by)
    photos = photos_of(post)
    if photo in photos[1:]:
        place = photos.index(photo)
        photos[place - 1], photos[place] = photos[place], photos[place - 1]
        arrange_files(photos, by=by)
        _show_first(post, by)


def _show_first(post: Post, by: Actor) -> None:
    """The card shows the first photo that there is."""
    first = next(iter(photos_of(post)), None)
    if post.picture_id != (first.pk if first else None):
        post.picture = first
        post.save()
        share(post, by=by, verb=Verb.CHANGED)
