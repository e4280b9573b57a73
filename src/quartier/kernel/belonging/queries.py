"""Which groups and organisations somebody sees."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from quartier.kernel import registry
from quartier.kernel.contract import Slot
from quartier.kernel.entries.audiences import keys_of_viewer
from quartier.kernel.entries.models import Entry, EntryKey
from quartier.kernel.entries.visibility import in_sight
from quartier.kernel.groups.models import Group, Membership, Openness, Organisation
from quartier.kernel.people.models import Person
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.residence import CONFIRM


def groups_seen_by(viewer: Person) -> QuerySet[Group]:
    """Neighbours see every group but those that invite by themselves; these only who is in or invited.

    One that everybody has left is seen by whoever may come back.
    """
    accepted = Count("memberships", filter=Q(memberships__is_accepted=True))
    own = Q(pk__in=Group.objects.filter(memberships__person=viewer).values("pk"))
    looked_after = Q(
        pk__in=Group.objects.filter(memberships__person=viewer, memberships__role="moderator").values("pk")
    )
    shown = looked_after | Q(hidden=None) if not has_power(viewer, MODERATE) else Q()
    invited = Q(pk__in=Group.objects.filter(memberships__person=viewer, memberships__is_invited=True).values("pk"))
    seen = own | ~Q(openness=Openness.CLOSED) if viewer.is_member else own
    return Group.objects.annotate(size=accepted).filter(seen & Q(empty=None) | invited, shown).order_by("name", "pk")


def group_or_404(viewer: Person, pk: int) -> Group:
    group = groups_seen_by(viewer).filter(pk=pk).first()
    if group is None:
        raise Http404
    return group


def membership_of(group: Group, person: Person) -> Membership | None:
    return group.memberships.filter(person=person).first()


def newest_of_group(group: Group, viewer: Person, size: int = 20) -> Sequence[Entry]:
    """What was shared with the group last, but for what a module's own panel shows; the caller has checked who asks."""
    found = in_sight(viewer, Entry.objects.filter(open_keys__key=f"group:{group.pk}").select_related("author"))
    for module in registry.modules():
        if any(panel.slot == Slot.GROUP for panel in module.panels):
            found = found.exclude(kind__startswith=f"{module.slug}.")
    return list(found.order_by("-open_keys__published")[:size])


def newest_of_organisation(organisation: Organisation, viewer: Person | None, size: int = 20) -> Sequence[Entry]:
    """What was shared in its name last, as far as the viewer finds it in the windows too."""
    opening = EntryKey.objects.filter(entry=OuterRef("pk"), key__in=keys_of_viewer(viewer))
    entries = Entry.objects.filter(Exists(opening), organisation=organisation)
    return list(entries.order_by("-published", "-pk")[:size])


def organisations_seen_by(viewer: Person | None) -> QuerySet[Organisation]:
    """Confirmed ones are public. The others are seen by their members and by those who confirm."""
    if viewer is not None and viewer.is_member and has_power(viewer, CONFIRM):
        return Organisation.objects.order_by("name", "pk")
    seen = Q(is_confirmed=True, hidden=None)
    if has_power(viewer, MODERATE):
        seen = Q(is_confirmed=True)
    if viewer is not None:
        seen |= Q(pk__in=Organisation.objects.filter(memberships__person=viewer).values("pk"))
    return Organisation.objects.filter(seen).order_by("name", "pk")


def organisation_or_404(viewer: Person | None, pk: int) -> Organisation:
    organisation = organisations_seen_by(viewer).filter(pk=pk).first()
    if organisation is None:
        raise Http404
    return organisation
