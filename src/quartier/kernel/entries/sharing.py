"""share(): how anything gets into the windows. The only writer of entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contract import Card, Kind, Verb
from quartier.kernel.entries import search, shelves
from quartier.kernel.entries.audiences import keys_of_card, keys_while_hidden
from quartier.kernel.entries.models import Entry, EntryKey, EntryShelf, Shared
from quartier.kernel.entries.suiting import must_suit_many
from quartier.kernel.entries.visibility import is_by_somebody_gone
from quartier.kernel.facts.delivery import record
from quartier.kernel.inserting import insert
from quartier.kernel.people.acting import hand_of
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.restrictions import MOST_A_DAY, is_limited, must_be_free_to_write
from quartier.kernel.prepared import Prepared
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.refusals import Refused

if TYPE_CHECKING:
    from quartier.kernel.files.models import StoredFile

BATCH = 2000
_entry_of = Prepared(lambda kind, object_id: Entry.objects.select_for_update().filter(kind=kind, object_id=object_id))


@transaction.atomic
def share(obj: Shared, *, by: Actor | None, verb: Verb = Verb.PUBLISHED) -> Entry | None:
    """Writes the object's card into every window and records what happened: the end of each action that changes it.

    Returns None where the card says that nothing is to be seen (a draft): then the entry goes too.
    """
    kind = registry.kind_of(obj)
    _note_hand(obj, by)
    card = kind.card(obj)
    if card is None:
        unshare(obj)
        return None
    now = timezone.now()
    columns = {**_columns(obj, card), "changed": now}
    if by:
        must_be_free_to_write(by)
    entry = next(iter(_entry_of(kind.name, obj.pk)), None)
    if by is not None and by.subject == card.author:
        must_suit_many(card, entry)
    if entry is None:
        if by:
            _must_not_be_too_much(by, now)
        entry = Entry(kind=kind.name, object_id=obj.pk, published=now, **columns)
        insert([entry])
        open_many([entry])
    else:
        for name, value in columns.items():
            setattr(entry, name, value)
        entry.save(update_fields=list(columns))
        open_to_viewers(entry)
    record(verb, kind.name, by=by, entry_id=entry.pk).entry = entry  # so listeners needn't ask for it
    return entry


def _must_not_be_too_much(by: Actor, now: datetime) -> None:
    """Asks the database for those alone whom the neighbours have limited for a while."""
    if not is_limited(by.subject):
        return
    if by.subject.entries.filter(published__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(_("For a while you can share one thing a day. Your notices say why."))


@transaction.atomic
def unshare(obj: Shared) -> None:
    """Takes the object out of every window. For what is deleted; what only ended says so by its card's `expires`."""
    entry = Entry.objects.filter(kind=registry.kind_of(obj).name, object_id=obj.pk).first()
    if entry:
        search.forget([entry.pk])
        entry.delete()


@transaction.atomic
def share_many(objects: Iterable[Shared], *, at: datetime | None = None, quiet: bool = True) -> int:
    """Shares many new objects of one kind: for imports, demo data and benches.

    `at`: when; by default when each was created. Quiet: no fact is recorded, so nobody is told.
    Returns how many got an entry.
    """
    objects = list(objects)
    count = 0
    for start in range(0, len(objects), BATCH):
        count += _share_batch(objects[start : start + BATCH], at, quiet)
    return count


def _share_batch(objects: list[Shared], at: datetime | None, quiet: bool) -> int:
    kind = registry.kind_of(objects[0])
    cards = [(obj, card) for obj in objects if (card := kind.card(obj)) is not None]
    entries = Entry.objects.bulk_create(
        Entry(kind=kind.name, object_id=obj.pk, published=moment, changed=moment, **_columns(obj, card))
        for obj, card in cards
        for moment in (at or obj.created,)
    )
    open_many(entries)
    if not quiet:
        for entry in entries:
            record(Verb.PUBLISHED, kind.name, by=None, entry_id=entry.pk)
    return len(entries)


def open_many(entries: list[Entry]) -> None:
    """Writes the key rows, shelves and search index of entries that have none yet."""
    now = timezone.now()
    keys = {entry.pk: _open_keys(entry, now) for entry in entries}
    insert(
        [
            EntryKey(entry=entry, key=key, kind=entry.kind, published=entry.published)
            for entry in entries
            for key in keys[entry.pk]
        ]
    )
    insert([row for entry in entries for row in shelves.rows(entry, keys[entry.pk])])
    search.add(entries, keys)


def open_to_viewers(entry: Entry) -> None:
    """Makes the key rows, shelves and search index say what the entry says."""
    keys = _open_keys(entry, timezone.now())
    there = set(entry.open_keys.values_list("key", flat=True))
    if there - set(keys):
        entry.open_keys.exclude(key__in=keys).delete()
    EntryKey.objects.bulk_create(
        EntryKey(entry=entry, key=key, kind=entry.kind, published=entry.published) for key in keys if key not in there
    )
    _put_on_shelves(entry, keys)
    search.forget([entry.pk])
    search.add([entry], {entry.pk: keys})


def _put_on_shelves(entry: Entry, keys: list[str]) -> None:
    wanted = {(row.shelf, row.key, row.at): row for row in shelves.rows(entry, keys)}
    there = {(row.shelf, row.key, row.at): row for row in entry.shelves.all()}
    gone = [row.pk for place, row in there.items() if place not in wanted]
    if gone:
        entry.shelves.filter(pk__in=gone).delete()
    EntryShelf.objects.bulk_create(row for place, row in wanted.items() if place not in there)


def _open_keys(entry: Entry, now: datetime) -> list[str]:
    """The keys that open an entry at this moment."""
    if not is_on(entry.kind.partition(".")[0]):
        return []
    if entry.is_hidden:
        return keys_while_hidden(entry.author_id)
    if is_by_somebody_gone(entry):
        return []
    if entry.expires is not None and entry.expires <= now:
        return []
    return list(entry.keys)


def _columns(obj: Shared, card: Card) -> dict[str, object]:
    return {
        "author": card.author,
        "written_by_id": obj.written_by_id,
        "organisation": card.organisation,
        "group": card.group,
        "place": card.place,
        "title": card.title[:200],
        "text": card.text,
        "url": card.url,
        "audience": card.audience.value,
        "keys": keys_of_card(card),
        "facets": list(card.facets),
        "picture": _picture_of(card),
        "search": card.search,
        "starts": card.starts,
        "ends": card.ends,
        "expires": card.expires,
    }


def _picture_of(card: Card) -> StoredFile | None:
    """What was reported and hidden stands on no card."""
    return card.picture if card.picture and not card.picture.hidden else None


def redraw_picture(entry: Entry) -> None:
    """Its picture was hidden, or is shown again. Nothing was written anew, so nobody is told."""
    obj = registry.kinds()[entry.kind].model._default_manager.filter(pk=entry.object_id).first()
    card = registry.kinds()[entry.kind].card(obj) if obj else None
    if card is not None:
        Entry.objects.filter(pk=entry.pk).update(picture=_picture_of(card))


def _note_hand(obj: Shared, by: Actor | None) -> None:
    """Who wrote it for the author. Nobody's, once the author themself changes it; what others do to it tells nothing."""
    if by is None or by.subject.pk != obj.author_id:
        return
    hand = hand_of(by)
    if obj.written_by_id != (hand.pk if hand else None):
        obj.written_by = hand
        type(obj)._default_manager.filter(pk=obj.pk).update(written_by=hand)


def is_stale(obj: Shared, kind: Kind) -> bool:  # type: ignore[type-arg]
    """Whether the windows show something else than the object says: somebody forgot share()."""
    entry = Entry.objects.filter(kind=kind.name, object_id=obj.pk).first()
    card = kind.card(obj)
    if entry is None or card is None:
        return (entry is None) != (card is None)
    return any(getattr(entry, name) != value for name, value in _columns(obj, card).items())
