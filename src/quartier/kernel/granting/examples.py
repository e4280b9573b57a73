"""Who may read and change who may do what."""

from __future__ import annotations

from typing import Any

from quartier.kernel.contract import Access, Example, Role
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.roles.models import CustomRole, RoleHolder
from quartier.kernel.roles.powers import powers_of_role
from quartier.kernel.terms.comments import COMMENT
from quartier.kernel.terms.people import GRANT


def the_moderators(_owner: Person) -> dict[str, str]:
    return {"slug": Role.MODERATOR.value}


def one_power_more(_person: Person) -> dict[str, Any]:
    return {"powers": sorted({*powers_of_role(Role.MODERATOR), COMMENT.name})}


def own_role(_owner: Person) -> dict[str, Any]:
    """One that the quarter made up, and that may do nothing yet."""
    role, _is_new = CustomRole.objects.get_or_create(slug="radwerkstatt", defaults={"name": "Radwerkstatt"})
    return {"slug": role.slug}


def role_and_neighbour(owner: Person) -> dict[str, Any]:
    neighbour = Person.objects.create(given_name="Hanna", family_name="Winter", standing=Standing.MEMBER)
    return {**own_role(owner), "pk": neighbour.pk}


def role_and_holder(owner: Person) -> dict[str, Any]:
    given = role_and_neighbour(owner)
    RoleHolder.objects.create(person_id=given["pk"], role=given["slug"])
    return given


def nothing(_person: Person) -> dict[str, Any]:
    return {}


def granting(url: str, **more: Any) -> Example:
    return Example(url=url, access=Access.POWER, power=GRANT, **more)


EXAMPLES = (
    Example(url="roles:page", access=Access.MEMBERS),
    granting("roles:role", arguments=the_moderators, post=one_power_more),
    granting("roles:give", arguments=own_role),
    granting("roles:grant", arguments=role_and_neighbour, post=nothing),
    granting("roles:revoke", arguments=role_and_holder, post=nothing),
    granting("roles:new", post=lambda _person: {"name": "Fahrradladen"}),
    granting("roles:rename", arguments=own_role, post=lambda _person: {"name": "Fahrradladen"}),
    granting("roles:delete", arguments=own_role, post=nothing),
    granting("roles:hand_over"),
)
