"""Every write of files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from django.db import transaction
from django.db.models import Sum
from django.http import Http404
from django.utils.translation import gettext as _

from quartier.kernel.entries.gone import note_gone
from quartier.kernel.entries.models import Entry
from quartier.kernel.files import disk
from quartier.kernel.files.contents import MOST_BYTES, Content, clean_name, examine
from quartier.kernel.files.models import SMALL, StoredFile
from quartier.kernel.files.uploads import LeftOut
from quartier.kernel.groups.models import Adders, Group
from quartier.kernel.groups.queries import is_in, is_moderator
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.modules import read_settings
from quartier.kernel.refusals import Refused

if TYPE_CHECKING:
    from quartier.kernel.matters.models import Matter

MOST_FILES = 20  # on one post or matter, each
MOST_DOCUMENTS = 500  # in one group
MEGABYTE = 1024 * 1024


class Upload(Protocol):
    """What was sent: Django's UploadedFile, or anything like it."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True)
class FileSettings:
    """What a quarter may choose; stored under "files"."""

    quota_megabytes: int = 200  # for each person


@dataclass(frozen=True)
class Prepared:
    """A file that was read and made harmless, not yet kept. Large pictures take a second: not one with a lock held."""

    name: str
    sha256: str
    content: Content


def prepare(upload: Upload) -> Prepared:
    """Refuses what is neither a picture nor a PDF, or too large."""
    if upload.size and upload.size > MOST_BYTES:
        raise Refused(_("This file is larger than 20 MB. Please send a smaller one."), field="file")
    if isinstance(upload, LeftOut):
        raise Refused(_("These were too many files at once. Please send this one by itself."), field="file")
    data = upload.read(MOST_BYTES + 1)  # never more, whatever size was claimed
    content = examine(data)
    return Prepared(clean_name(upload.name or "", content.suffix), hashlib.sha256(data).hexdigest(), content)


def store_file(
    *,
    by: Actor,
    upload: Upload,
    entry: Entry | None = None,
    matter: Matter | None = None,
    group: Group | None = None,
    title: str = "",
) -> StoredFile:
    """Keeps a picture or PDF with a post, a matter or a group; with none, only its owner sees it."""
    _may_attach(by, entry, matter, group)
    return keep(prepare(upload), by=by, entry=entry, matter=matter, group=group, title=title)


@transaction.atomic
def keep(
    prepared: Prepared,
    *,
    by: Actor,
    entry: Entry | None = None,
    matter: Matter | None = None,
    group: Group | None = None,
    title: str = "",
) -> StoredFile:
    """Keeps what was prepared. The same file sent twice to the same is kept once.

    The file is on disk before its row is committed; should that fail, the file alone remains, and is swept.
    """
    _may_attach(by, entry, matter, group)
    Person.objects.select_for_update(no_key=True).get(pk=by.subject.pk)
    home: dict[str, Any] = {"entry": entry, "matter": matter, "group": group}
    beside = StoredFile.objects.filter(**home)
    there = beside.filter(owner=by.subject, sha256=prepared.sha256).first()
    if there:
        return there
    _must_have_room(prepared.content, by, beside.count() if entry or matter or group else 0, bool(group))
    content = prepared.content
    stored = StoredFile(
        owner=by.subject,
        **home,
        title=title,
        name=prepared.name,
        media_type=content.media_type,
        size=len(content.data),
        width=content.width,
        height=content.height,
        sha256=prepared.sha256,
    )
    try:
        _write(stored, content)
        stored.save(force_insert=True)
    except Exception:
        disk.remove(stored.key)
        raise
    return stored


def _write(stored: StoredFile, content: Content) -> None:
    disk.write(stored.key, content.data)
    if content.small:
        stored.small_width, stored.small_height = content.small.width, content.small.height
        if stored.has_small:
            disk.write(stored.key + SMALL, content.small.data)


@transaction.atomic
def delete_file(file: StoredFile, *, by: Actor) -> None:
    """Takes one's own file back, or a document out of a group that one looks after; the bytes go once that is committed."""
    locked = StoredFile.objects.select_for_update(of=("self",)).filter(pk=file.pk).first()
    if locked is None:
        return
    if locked.owner_id != by.subject.pk and not (locked.group and is_moderator(locked.group, by.subject)):
        raise Refused(_("Only who sent a file can delete it."))
    key = locked.key
    note_gone("file", [(locked.pk, locked.stored)])
    locked.delete()
    transaction.on_commit(partial(disk.remove, key))


def _may_attach(by: Actor, entry: Entry | None, matter: Matter | None, group: Group | None) -> None:
    if entry is not None and entry.author_id != by.subject.pk:
        raise Refused(_("You can add files only to what you wrote yourself."))
    if matter is not None and not matter.part_of(by.subject):
        raise Http404
    if matter is not None and matter.is_over:
        raise Refused(_("This is over. If there is something new, simply start again."))
    if group is not None and not is_in(group, by.subject):
        raise Http404
    if group is not None and group.adders == Adders.MODERATORS and not is_moderator(group, by.subject):
        raise Refused(_("In this group, those who look after it add the documents."))


def _must_have_room(content: Content, by: Actor, there: int, is_group: bool) -> None:
    most = MOST_DOCUMENTS if is_group else MOST_FILES
    if there >= most:
        raise Refused(_("There are %(most)d files here already.") % {"most": most}, field="file")
    used = StoredFile.objects.filter(owner=by.subject).aggregate(total=Sum("size"))["total"] or 0
    if used + len(content.data) > read_settings("files", FileSettings).quota_megabytes * MEGABYTE:
        raise Refused(_("Your space for files is full. Please delete one that nobody needs any more."), field="file")
