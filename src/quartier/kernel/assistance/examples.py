"""Who may open which page about acting for others."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from quartier.kernel.assistance.actions import in_a_year
from quartier.kernel.assistance.models import Assistance, Given
from quartier.kernel.contract import Access, Example
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.terms import CONFIRM


def a_neighbour(given_name: str = "Herta") -> Person:
    return Person.objects.create(given_name=given_name, family_name="Beispiel", standing=Standing.MEMBER)


def a_consent(person: Person, helper: Person | None, *, is_accepted: bool = True) -> Assistance:
    return Assistance.objects.create(
        person=person,
        helper=helper,
        areas=["help", "board", "matters"],
        until=in_a_year(),
        given=Given.PAPER,
        accepted=timezone.now() if is_accepted else None,
    )


def of_helper(owner: Person) -> dict[str, Any]:
    return {"pk": a_consent(a_neighbour(), owner).pk}


def asked_of(owner: Person) -> dict[str, Any]:
    return {"pk": a_consent(a_neighbour(), owner, is_accepted=False).pk}


def of_owner(owner: Person) -> dict[str, Any]:
    consent = a_consent(owner, a_neighbour())
    Assistance.objects.filter(pk=consent.pk).update(until=timezone.localdate())
    return {"pk": consent.pk}


def between_others(_owner: Person) -> dict[str, Any]:
    consent = a_consent(a_neighbour(), a_neighbour("Mara"))
    Assistance.objects.filter(pk=consent.pk).update(until=timezone.localdate())
    return {"pk": consent.pk}


def somebody(_owner: Person) -> dict[str, Any]:
    return {"pk": a_neighbour().pk}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


def for_a_helper(_person: Person) -> dict[str, Any]:
    helper = a_neighbour("Mara")
    Person.objects.filter(pk=helper.pk).update(family_name=f"Helferin {helper.pk}")
    return {"helper": f"Mara Helferin {helper.pk}", "areas": ["help"], "until": in_a_year().isoformat()}


def at_the_desk(person: Person) -> dict[str, Any]:
    return {**for_a_helper(person), "who": "somebody", "given": "paper"}


def acting_already(owner: Person) -> dict[str, Any]:
    import time

    return {"acting": {"assistance": a_consent(a_neighbour(), owner).pk, "seen": int(time.time())}}


def desk(url: str, **more: Any) -> Example:
    return Example(url=url, access=Access.POWER, power=CONFIRM, **more)


EXAMPLES = (
    Example(url="assistance:mine", access=Access.SIGNED_IN),
    Example(url="assistance:give", access=Access.SIGNED_IN, post=for_a_helper),
    Example(url="assistance:end", access=Access.SIGNED_IN, post=nothing, session=acting_already),
    Example(url="assistance:start", access=Access.OWNER, arguments=of_helper, post=nothing),
    Example(url="assistance:accept", access=Access.OWNER, arguments=asked_of, post=nothing),
    Example(url="assistance:stop", access=Access.OWNER, arguments=of_helper, post=nothing),
    Example(url="assistance:prolong", access=Access.OWNER, arguments=of_owner, post=nothing),
    desk("assistance:person", arguments=somebody, post=at_the_desk),
    desk("assistance:paper", arguments=somebody),
    desk("assistance:desk_stop", arguments=between_others, post=nothing),
    desk("assistance:desk_prolong", arguments=between_others, post=nothing),
)
