"""What somebody holds: roles, groups, organisations. Asked in one query, because every page asks."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from quartier.kernel.people.models import Person


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
    roles = person.roles.annotate(sort=Value("role"), what=F("role"))
    groups = person.memberships.filter(is_accepted=True).annotate(sort=Value("group"), what=_text("group_id"))
    organisations = person.organisation_memberships.annotate(sort=Value("organisation"), what=_text("organisation_id"))
    columns = ("sort", "what")
    rows = list(
        roles.values_list(*columns).union(groups.values_list(*columns), organisations.values_list(*columns), all=True)
    )
    return Holdings(
        frozenset(what for sort, what in rows if sort == "role"),
        tuple(sorted(int(what) for sort, what in rows if sort == "group")),
        tuple(sorted(int(what) for sort, what in rows if sort == "organisation")),
    )


def _text(field: str) -> Cast:
    return Cast(field, CharField())
