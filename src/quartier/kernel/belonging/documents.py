"""Documents of a group: they belong to the group's memory, and to whoever put them there.

They stay when that person leaves, unless they take them along; they may delete them at any time, also afterwards. They go
when that person has everything about them erased.
"""

from __future__ import annotations

from pathlib import PurePath

from django.db import transaction
from django.http import Http404

from quartier.kernel.belonging.groups import KIND
from quartier.kernel.belonging.rules import one_line
from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.files.actions import Upload, delete_file, keep, prepare
from quartier.kernel.files.models import StoredFile
from quartier.kernel.groups.models import Adders, Group
from quartier.kernel.groups.queries import is_in, is_moderator
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person


def add_document(group: Group, *, by: Actor, upload: Upload, title: str = "") -> StoredFile:
    """Without a title it is called like the file. The same file sent twice is kept once."""
    if not is_in(group, by.subject):
        raise Http404
    title = one_line(title, field="title", most=120, needed=False) or PurePath(upload.name or "").stem[:120]
    prepared = prepare(upload)
    with transaction.atomic():
        document = keep(prepared, by=by, group=group, title=title)
        record(Verb.PUBLISHED, f"{KIND}.document", by=by)
    return document


def delete_document(group: Group, *, by: Actor, document: StoredFile) -> None:
    """One's own, or as somebody who looks after the group."""
    if document.group_id != group.pk or not is_in(group, by.subject):
        raise Http404
    delete_file(document, by=by)


@transaction.atomic
def take_documents_along(group: Group, *, by: Actor) -> int:
    """Deletes what somebody added; returns how many."""
    own = list(group.documents.filter(owner=by.subject))
    for document in own:
        delete_file(document, by=by)
    return len(own)


def may_add(group: Group, person: Person) -> bool:
    return is_in(group, person) and (group.adders == Adders.MEMBERS or is_moderator(group, person))
