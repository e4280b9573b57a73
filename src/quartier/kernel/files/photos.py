"""Photos that come with a form: kept before anything is published, so that a mistake elsewhere in it costs nobody a photo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from quartier.kernel.files.actions import MOST_FILES, Upload, delete_file, store_file
from quartier.kernel.files.models import StoredFile
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused


def keep_photos(uploads: Iterable[Upload], *, by: Actor) -> tuple[list[StoredFile], list[str]]:
    """What was kept, and a sentence for each file that can't be."""
    kept: list[StoredFile] = []
    refused: list[str] = []
    for upload in uploads:
        try:
            kept.append(_photo(upload, by))
        except Refused as refusal:
            refused.append(f"{upload.name}: {refusal.message}")
    return kept, refused


def loose_photos(keys: Sequence[str], *, by: Actor) -> list[StoredFile]:
    """Those kept before that belong nowhere yet, in the order of `keys`."""
    if not keys:
        return []
    found = StoredFile.objects.filter(key__in=keys[:MOST_FILES], owner=by.subject, entry=None, matter=None, group=None)
    return sorted(found, key=lambda file: keys.index(file.key))


def drop_loose(photos: Sequence[StoredFile], *, by: Actor) -> None:
    """Those that found no place: their form was sent twice."""
    if photos:
        numbers = [photo.pk for photo in photos]
        for photo in StoredFile.objects.filter(pk__in=numbers, entry=None, matter=None, group=None):
            delete_file(photo, by=by)


def _photo(upload: Upload, by: Actor) -> StoredFile:
    file = store_file(by=by, upload=upload)
    if not file.is_picture:
        delete_file(file, by=by)
        raise Refused(_("This is no photo."))
    return file
