"""Whether somebody may see one entry: the same rule as the feed's, for a page of its own."""

from __future__ import annotations

from typing import TypeGuard, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import Http404

from quartier.kernel import registry
from quartier.kernel.contract import Audience
from quartier.kernel.entries.audiences import key_of_person, keys_of_viewer, keys_while_hidden
from quartier.kernel.entries.models import Entry, EntryKey, Shared
from quartier.kernel.guarded.models import Guarded, Why
from quartier.kernel.guarded.reading import note_read
from quartier.kernel.people.acting import may_touch
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import hidden_from
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.visibility import GONE
from quartier.kernel.prepared import Prepared
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.roles.powers import has_power
from quartier.kernel.roles.sight import out_of_sight
from quartier.kernel.terms.moderation import MODERATE

S = TypeVar("S", bound=Shared)


def visible(viewer: Person | None, objects: QuerySet[S]) -> QuerySet[S]:
    """Those of the objects that `viewer` finds in the windows now: for lists with filters of a module's own."""
    kind = next(kind for kind in registry.kinds().values() if kind.model is objects.model)
    opening = EntryKey.objects.filter(
        entry__kind=kind.name, entry__object_id=OuterRef("pk"), key__in=keys_of_viewer(viewer)
    )
    return in_sight(viewer, objects.filter(Exists(opening)))


T = TypeVar("T", bound=Model)


def in_sight(viewer: Person | None, objects: QuerySet[T]) -> QuerySet[T]:
    """Without what somebody wrote who doesn't meet `viewer` here; what they wrote for an organisation stays."""
    hidden = out_of_sight(viewer)
    return objects.exclude(author__in=hidden, organisation=None) if hidden else objects


def may_see(viewer: Person | None, entry: Entry) -> bool:
    """Also what has expired: an old link tells those who might see it that it is over. But not what somebody left behind."""
    if not is_on(entry.kind.partition(".")[0]) or is_out_of_sight(viewer, entry):
        return False
    keys = keys_while_hidden(entry.author_id) if entry.is_hidden or is_by_somebody_gone(entry) else entry.keys
    if not set(keys).isdisjoint(keys_of_viewer(viewer)):
        return True
    return _acts_there(viewer, entry.kind) and key_of_person(viewer.pk) in keys


def _acts_there(viewer: Person | None, kind: str) -> TypeGuard[Person]:
    """Somebody acts for `viewer`, who agreed to it for things of this kind."""
    return viewer is not None and viewer.within is not None and may_touch(viewer, kind)


def is_out_of_sight(viewer: Person | None, entry: Entry) -> bool:
    """Whoever wrote it doesn't meet `viewer` here. Who moderates may open it all the same: it is their duty."""
    if viewer is None or not viewer.has_blocks or entry.organisation_id is not None:
        return False
    return entry.author_id in hidden_from(viewer) and not has_power(viewer, MODERATE)


def is_by_somebody_gone(entry: Entry) -> bool:
    """Whoever moved away or died took it along. What they wrote for an organisation stays: it is the organisation's."""
    author = entry.author
    return author is not None and entry.organisation_id is None and (author.standing in GONE or _lacks_consent(author))


def _lacks_consent(author: Person) -> bool:
    """Under 16, and no guardian agrees any more: then nothing of theirs is shown."""
    return author.standing == Standing.GUEST and author.needs_guardian


_entry_of = Prepared(
    lambda kind, object_id: Entry.objects.select_related("author", "organisation", "place", "group").filter(
        kind=kind, object_id=object_id
    )
)


def visible_or_404(viewer: Person | None, obj: Shared) -> Entry:
    """The object's entry, if `viewer` may see it. Every detail view starts with this.

    An object without an entry is a draft: its author's own detail page must not ask for one.
    """
    kind = registry.kind_of(obj)
    entry = next(iter(_entry_of(kind.name, obj.pk)), None)
    if entry is None or not may_see(viewer, entry):
        raise Http404
    if entry.audience == Audience.CIRCLE and viewer is not None and entry.author is not None:
        thing = f"entry:{entry.pk}"
        note_read(entry.author, Guarded.CIRCLE, by=Actor(viewer), why=Why.CIRCLE, thing=thing, url=entry.url)
    return entry
