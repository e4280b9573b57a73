"""What somebody holds: roles, groups, organisations. Asked in one query, because every page asks."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from quartier.kernel.groups.models import Membership, OrganisationMember
from quartier.kernel.people.models import Person
from quartier.kernel.prepared import Prepared
from quartier.kernel.roles.models import RoleHolder


class Holdings(NamedTuple):
    roles: frozenset[str]
    groups: tuple[int, ...]
    organisations: tuple[int, ...]


def holdings_of(person: Person) -> Holdings:
    """As granted; what follows from them is said in `powers` and `audiences`. Kept for the request."""
    known: Holdings | None = getattr(person, "_holdings", None)
    if known is None:
        known = person._holdings = _ask(person)  # type: ignore[attr-defined]
    return known


def _ask(person: Person) -> Holdings:
    rows = _held(person.pk)
    return Holdings(
        frozenset(what for sort, what in rows if sort == "role"),
        tuple(sorted(int(what) for sort, what in rows if sort == "group")),
        tuple(sorted(int(what) for sort, what in rows if sort == "organisation")),
    )


def _all_of(person_id: int) -> QuerySet[Any, Any]:
    roles = RoleHolder.objects.filter(person=person_id)
    groups = Membership.objects.filter(person=person_id, is_accepted=True)
    organisations = OrganisationMember.objects.filter(person=person_id)
    return _named(roles, "role", F("role")).union(
        _named(groups, "group", _text("group_id")),
        _named(organisations, "organisation", _text("organisation_id")),
        all=True,
    )


_held = Prepared(_all_of)


def _named(rows: QuerySet[Any], sort: str, what: Any) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(sort=Value(sort), what=what).values_list("sort", "what")
    return named


def _text(field: str) -> Cast:
    return Cast(field, CharField())
