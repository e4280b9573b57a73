"""Files and the post they belong to: which, in which order, and what is seen on them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.entries.models import Entry
from quartier.kernel.files.actions import MOST_FILES
from quartier.kernel.files.models import StoredFile
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused
from quartier.kernel.text.lines import one_line

LONGEST_ALT = 250


@transaction.atomic
def attach_files(files: Sequence[StoredFile], *, by: Actor, entry: Entry) -> None:
    """Gives one's own files that belong nowhere yet to one's own post, behind those it has."""
    if entry.author_id != by.subject.pk:
        raise Refused(_("You can add files only to what you wrote yourself."))
    there = StoredFile.objects.select_for_update().filter(entry=entry).count()
    if there + len(files) > MOST_FILES:
        raise Refused(_("There are %(most)d files here already.") % {"most": MOST_FILES}, field="file")
    for number, file in enumerate(files, start=there):
        loose = StoredFile.objects.filter(pk=file.pk, owner=by.subject, entry=None, matter=None, group=None)
        if loose.update(entry=entry, position=number):
            file.entry, file.position = entry, number


@transaction.atomic
def describe_file(file: StoredFile, *, by: Actor, alt: str) -> None:
    """Says what is seen on a picture. Empty: nobody has said it yet."""
    _must_own([file], by)
    file.alt = one_line(alt)[:LONGEST_ALT]
    file.save(update_fields=["alt"])


@transaction.atomic
def arrange_files(files: Sequence[StoredFile], *, by: Actor) -> None:
    """Puts the files of one's own post into this order."""
    _must_own(files, by)
    for number, file in enumerate(files):
        if file.position != number:
            file.position = number
            file.save(update_fields=["position"])


def _must_own(files: Sequence[StoredFile], by: Actor) -> None:
    if any(file.owner_id != by.subject.pk for file in files):
        raise Refused(_("Only who sent a file can change it."))
