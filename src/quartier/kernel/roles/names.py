"""What roles are called, and what each is for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Role, Text
from quartier.kernel.roles.models import CustomRole

NAMES: dict[str, Text] = {
    Role.GUEST: _("Guests"),
    Role.NEIGHBOUR: _("Neighbours"),
    Role.COORDINATOR: _("Coordination"),
    Role.MODERATOR: _("Moderation"),
    Role.KEY_HOLDER: _("Key holders"),
}
PURPOSES: dict[str, Text] = {
    Role.GUEST: _("Everybody who signed up and is not confirmed yet."),
    Role.NEIGHBOUR: _("Everybody whom somebody confirmed."),
    Role.COORDINATOR: _("Those at the desk: they confirm people and help them back in."),
    Role.MODERATOR: _("Those who look at what was reported."),
    Role.KEY_HOLDER: _("Those who may do everything here, and decide who may do what. There should be two at least."),
}
BY_STANDING = frozenset({Role.GUEST, Role.NEIGHBOUR})
"""Roles that follow from being here: nobody is given them."""


@dataclass(frozen=True)
class NamedRole:
    slug: str
    name: str
    purpose: str
    is_custom: bool

    @property
    def is_given(self) -> bool:
        return self.slug not in BY_STANDING

    @property
    def is_key_holder(self) -> bool:
        return self.slug == Role.KEY_HOLDER


def all_roles() -> list[NamedRole]:
    """Every quarter's roles first, then those that this quarter made up."""
    ours = [NamedRole(role, str(NAMES[role]), str(PURPOSES[role]), is_custom=False) for role in Role]
    return [*ours, *(NamedRole(row.slug, row.name, "", is_custom=True) for row in CustomRole.objects.order_by("name"))]


def role_named(slug: str) -> NamedRole | None:
    return next((role for role in all_roles() if role.slug == slug), None)


def name_of_role(slug: str, otherwise: str = "") -> str:
    role = role_named(slug)
    return role.name if role else otherwise or slug
