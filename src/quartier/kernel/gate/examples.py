"""Who may do what at the gate: the desk for others, everybody for themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from quartier.kernel.contract import Access, Example, Role
from quartier.kernel.people.confirmations import Confirmation, DeathReport, Ground
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.roles.models import RoleHolder
from quartier.kernel.terms.residence import CONFIRM

NAMES = {"given_name": "Herta", "family_name": "Sommer"}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


def a_person(standing: Standing, **more: Any) -> Person:
    return Person.objects.create(given_name="Hanna", family_name="Winter", standing=standing, **more)


def a_guest(_owner: Person) -> dict[str, int]:
    return {"pk": a_person(Standing.GUEST).pk}


def a_neighbour(_owner: Person) -> dict[str, int]:
    return {"pk": a_person(Standing.MEMBER).pk}


def somebody_who_left(_owner: Person) -> dict[str, int]:
    return {"pk": a_person(Standing.LEFT).pk}


def a_child() -> Person:
    return a_person(Standing.GUEST, birth_date=timezone.localdate() - timedelta(days=14 * 365))


def child_and_parent(_owner: Person) -> dict[str, int]:
    Person.objects.create(given_name="Eva", family_name="Elternteil", standing=Standing.MEMBER)
    return {"pk": a_child().pk}


def a_confirmation(_owner: Person) -> dict[str, int]:
    return {"pk": Confirmation.objects.create(person=a_person(Standing.MEMBER), ground=Ground.KNOWN).pk}


def a_death_report(_owner: Person) -> dict[str, int]:
    report = DeathReport.objects.create(
        person=a_person(Standing.MEMBER), reported_by=a_person(Standing.MEMBER), standing_before=Standing.MEMBER
    )
    return {"pk": report.pk}


def a_consent(_owner: Person) -> dict[str, int]:
    return {"pk": Guardianship.objects.create(child=a_child(), guardian=a_person(Standing.MEMBER)).pk}


def asked_of_owner(owner: Person) -> dict[str, int]:
    return {"pk": Guardianship.objects.create(child=a_child(), guardian=owner, since=None).pk}


def with_other_keys(_person: Person) -> dict[str, Any]:
    """Somebody else holds the keys too: the last one could not go."""
    other = a_person(Standing.MEMBER)
    Account.objects.create_user(f"zweite-hand-{other.pk}", "wolke laterne nest", other)
    RoleHolder.objects.create(person=other, role=Role.KEY_HOLDER)
    return {}


def desk(url: str, **more: Any) -> Example:
    return Example(url=url, access=Access.POWER, power=CONFIRM, **more)


EXAMPLES = (
    desk("gate:desk"),
    desk("gate:new", post=lambda _person: NAMES, repeats=True),
    desk("gate:person", arguments=a_guest),
    desk("gate:confirm", arguments=a_guest, post=lambda _person: {"ground": Ground.KNOWN.value}),
    desk("gate:withdraw", arguments=a_confirmation, post=nothing),
    desk("gate:look", arguments=a_confirmation, post=nothing),
    desk("gate:name", arguments=a_neighbour, post=lambda _person: NAMES),
    desk("gate:moved", arguments=a_neighbour, post=nothing),
    desk("gate:back", arguments=somebody_who_left, post=nothing),
    desk("gate:died", arguments=a_neighbour, post=nothing),
    desk("gate:death_confirm", arguments=a_death_report, post=nothing),
    desk("gate:death_withdraw", arguments=a_death_report, post=nothing),
    desk("gate:guardian", arguments=child_and_parent, post=lambda _person: {"full_name": "Eva Elternteil"}),
    desk("gate:guardian_end", arguments=a_consent, post=nothing),
    Example(url="gate:guardians", access=Access.SIGNED_IN),
    Example(url="gate:accept", access=Access.OWNER, arguments=asked_of_owner, post=nothing),
    Example(url="gate:end", access=Access.OWNER, arguments=asked_of_owner, post=nothing),
    Example(url="gate:leave", access=Access.SIGNED_IN),
    Example(url="gate:leave_moved", access=Access.SIGNED_IN, post=with_other_keys),
)
