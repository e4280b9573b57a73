"""Only key holders come here; to everybody else there is nothing."""

from __future__ import annotations

from typing import Any

from quartier.kernel.contract import Access, Example, Role
from quartier.kernel.emergency.models import Opening
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.roles.models import RoleHolder
from quartier.kernel.terms.data import EMERGENCY

REASON = "Sie meldet sich seit gestern nicht, und er schrieb von Drohungen."


def somebody(given_name: str) -> Person:
    return Person.objects.create(given_name=given_name, family_name="Notfall", standing=Standing.MEMBER)


def asked_for(_person: Person) -> dict[str, Any]:
    """With two more key holders, so that there is somebody to approve."""
    other = somebody("Zweite")
    Account.objects.create_user(f"zweite-{other.pk}", "wolke laterne nest", other)
    RoleHolder.objects.create(person=other, role=Role.KEY_HOLDER)
    return {
        "first": somebody(f"Eins{other.pk}").full_name,
        "second": somebody(f"Zwei{other.pk}").full_name,
        "reason": REASON,
    }


def waiting(_owner: Person) -> dict[str, int]:
    opening = Opening.objects.create(
        first=somebody("Eins"), second=somebody("Zwei"), reason=REASON, asked_by=somebody("Dritte")
    )
    return {"pk": opening.pk}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


EXAMPLES = (
    Example(url="emergency:home", access=Access.POWER, power=EMERGENCY, post=asked_for),
    Example(url="emergency:opening", access=Access.POWER, power=EMERGENCY, arguments=waiting),
    Example(url="emergency:approve", access=Access.POWER, power=EMERGENCY, arguments=waiting, post=nothing),
    Example(url="emergency:close", access=Access.POWER, power=EMERGENCY, arguments=waiting, post=nothing),
)
