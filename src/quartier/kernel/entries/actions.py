"""What happens to entries as entries, whatever they are of."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contract import Verb
from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry, EntryKey, EntryShelf
from quartier.kernel.entries.sharing import is_stale, open_many, open_to_viewers, share, unshare
from quartier.kernel.facts.delivery import record
from quartier.kernel.people.actors import Actor
from quartier.kernel.quarter.modules import write_switch
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.services.plans import plan_services
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.quarter import MANAGE


@transaction.atomic
def hide_entry(entry: Entry, *, by: Actor) -> None:
    """Takes an entry out of every window but its author's and the moderators'."""
    require(by, MODERATE)
    if entry.author == by.subject:
        raise Refused(_("Nobody decides about what they wrote themselves."))
    entry.hidden = timezone.now()
    entry.save(update_fields=["hidden"])
    open_to_viewers(entry)


@transaction.atomic
def unhide_entry(entry: Entry, *, by: Actor) -> None:
    require(by, MODERATE)
    if entry.author == by.subject:
        raise Refused(_("Nobody decides about what they wrote themselves."))
    entry.hidden = None
    entry.save(update_fields=["hidden"])
    open_to_viewers(entry)


@transaction.atomic
def switch_module(slug: str, *, on: bool, by: Actor) -> None:
    """Switches a module on or off for everybody, at once.

    Off: its pages answer 404 and its entries are in no window. Nothing is lost.
    """
    require(by, MANAGE)
    if registry.module(slug) is None:
        raise Refused(_("There is no module of this name."))
    show_or_hide_module(slug, on=on)


def show_or_hide_module(slug: str, *, on: bool) -> None:
    """Within the caller's transaction, who asked whether it may be. Programs that it needs follow once that is committed."""
    write_switch(slug, on=on)
    plan_services()
    of_module = Entry.objects.filter(kind__startswith=f"{slug}.")
    if on:
        for entry in of_module.select_related("author").iterator(chunk_size=2000):
            open_to_viewers(entry)
    else:
        EntryKey.objects.filter(kind__startswith=f"{slug}.").delete()
        EntryShelf.objects.filter(entry__in=of_module).delete()
        search.forget(of_module.values_list("pk", flat=True))


@transaction.atomic
def expire_entries(now: datetime) -> int:
    """Takes what is over out of the windows and says so to listeners; a job runs it. Returns how many."""
    over = Entry.objects.filter(expires__lte=now, open_keys__isnull=False, hidden__isnull=True).distinct()
    for entry in over:
        open_to_viewers(entry)
        record(Verb.EXPIRED, entry.kind, by=None, entry_id=entry.pk)
    return len(over)


@transaction.atomic
def reindex() -> int:
    """Writes anew each entry that is missing or stale, drops those without an object, and says how many were wrong."""
    wrong = 0
    for kind in registry.kinds().values():
        there = set(kind.model._default_manager.values_list("pk", flat=True))
        for entry in Entry.objects.filter(kind=kind.name).exclude(object_id__in=there):
            search.forget([entry.pk])
            entry.delete()
            wrong += 1
        for obj in kind.model._default_manager.iterator(chunk_size=2000):
            if is_stale(obj, kind):
                share(obj, by=None, verb=Verb.CHANGED) if kind.card(obj) else unshare(obj)
                wrong += 1
    rebuild_windows()
    return wrong


@transaction.atomic
def rebuild_windows() -> None:
    """Works out key rows, shelves and search index from the entries alone."""
    EntryKey.objects.all().delete()
    EntryShelf.objects.all().delete()
    search.clear()
    entries = Entry.objects.select_related("author").order_by("published", "pk").iterator(chunk_size=2000)
    while some := list(islice(entries, 2000)):
        open_many(some)
    search.tidy()
