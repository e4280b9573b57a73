"""What somebody holds: roles, groups, organisations; and what the quarter decided about roles.

Asked in one query, because every page asks.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from quartier.kernel.groups.models import Membership, OrganisationMember
from quartier.kernel.people.acting import may_touch
from quartier.kernel.people.models import Person
from quartier.kernel.prepared import Prepared
from quartier.kernel.roles.models import RoleHolder, RolePower


class Holdings(NamedTuple):
    roles: frozenset[str]
    groups: tuple[int, ...]
    organisations: tuple[int, ...]
    decisions: dict[tuple[str, str], bool]  # role and power, where it differs from the power's own declaration


def holdings_of(person: Person) -> Holdings:
    """As granted; what follows from them is said in `powers` and `audiences`. Kept for the request."""
    known: Holdings | None = getattr(person, "_holdings", None)
    if known is None:
        known = person._holdings = _ask(person)  # type: ignore[attr-defined]
    return known


def _ask(person: Person) -> Holdings:
    """Nobody uses another's roles or speaks for another's organisation: of those they are acted for, groups at most."""
    rows = _held(person.pk)
    if person.within is not None:
        kept = {"group", "given", "taken"} if may_touch(person, "groups") else {"given", "taken"}
        rows = [row for row in rows if row[0] in kept]
    return Holdings(
        frozenset(what for sort, what in rows if sort == "role"),
        tuple(sorted(int(what) for sort, what in rows if sort == "group")),
        tuple(sorted(int(what) for sort, what in rows if sort == "organisation")),
        {_role_and_power(what): sort == "given" for sort, what in rows if sort in {"given", "taken"}},
    )


def _all_of(person_id: int) -> QuerySet[Any, Any]:
    roles = RoleHolder.objects.filter(person=person_id)
    groups = Membership.objects.filter(person=person_id, is_accepted=True)
    organisations = OrganisationMember.objects.filter(person=person_id)
    return _named(roles, "role", F("role")).union(
        _named(groups, "group", _text("group_id")),
        _named(organisations, "organisation", _text("organisation_id")),
        _named(RolePower.objects.filter(is_granted=True), "given", _words("role", "power")),
        _named(RolePower.objects.filter(is_granted=False), "taken", _words("role", "power")),
        all=True,
    )


_held = Prepared(_all_of)


def _named(rows: QuerySet[Any], sort: str, what: Any) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(sort=Value(sort), what=what).values_list("sort", "what")
    return named


def _role_and_power(words: str) -> tuple[str, str]:
    role, _between, power = words.partition("|")
    return role, power


def _words(*fields: str) -> Concat:
    return Concat(F(fields[0]), Value("|"), F(fields[1]))


def _text(field: str) -> Cast:
    return Cast(field, CharField())
