"""The photos of a post: their order, and what is seen on them. The first stands on its card."""

from collections.abc import Iterable, Sequence
from typing import Any

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
    store_file,
)
from quartier.modules.board.actions import own
from quartier.modules.board.models import Post
from quartier.modules.board.queries import photos_of
from quartier.modules.board.terms import MOST_PHOTOS


def keep_photos(uploads: Iterable[Any], *, by: Actor) -> tuple[list[StoredFile], list[str]]:
    """Keeps what was sent before anything is published, so that a mistake elsewhere in the form costs nobody a photo.

    Returns what was kept, and a sentence for each file that can't be.
    """
    kept: list[StoredFile] = []
    refused: list[str] = []
    for upload in uploads:
        try:
            kept.append(_photo(upload, by))
        except Refused as refusal:
            refused.append(f"{upload.name}: {refusal.message}")
    return kept, refused


def _photo(upload: Any, by: Actor) -> StoredFile:
    file = store_file(by=by, upload=upload)
    if not file.is_picture:
        delete_file(file, by=by)
        raise Refused(_("This is no photo."))
    return file


def loose_photos(keys: Sequence[str], *, by: Actor) -> list[StoredFile]:
    """Those kept before that belong nowhere yet, in the order of `keys`."""
    if not keys:
        return []
    found = StoredFile.objects.filter(key__in=keys[:MOST_PHOTOS], owner=by.subject, entry=None, matter=None, group=None)
    return sorted(found, key=lambda file: keys.index(file.key))


def drop_loose(photos: Sequence[StoredFile], *, by: Actor) -> None:
    """Those that found no place: their form was sent twice."""
    if photos:
        numbers = [photo.pk for photo in photos]
        for photo in StoredFile.objects.filter(pk__in=numbers, entry=None, matter=None, group=None):
            delete_file(photo, by=by)


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
