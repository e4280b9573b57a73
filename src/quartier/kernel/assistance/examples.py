"""Who may open which page about acting for others."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from quartier.kernel.assistance.actions import in_a_year
from quartier.kernel.assistance.models import Assistance, Bearer, Confidant, Errand, Given, Way
from quartier.kernel.contract import Access, Example
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.terms.residence import CONFIRM


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
    return {"acting": {"assistance": a_consent(a_neighbour(), owner).pk, "seen": int(time.time())}}


def desk(url: str, **more: Any) -> Example:
    return Example(url=url, access=Access.POWER, power=CONFIRM, **more)


def something_to_bring(owner: Person) -> dict[str, Any]:
    """Somebody whom `owner` helps, and to whom they bring what is new."""
    herta = a_consent(a_neighbour(), owner).person
    Bearer.objects.create(person=herta, way=Way.PHONE, helper=owner)
    notice = Notification.objects.create(person=herta, notice="comments.added", url="/", title="Der Kater ist da")
    Errand.objects.create(person=herta, notification=notice)
    return {"pk": herta.pk}


def told(_person: Person) -> dict[str, Any]:
    return {"errand": list(Errand.objects.filter(done=None).values_list("pk", flat=True)), "way": "phone"}


def brought_already(owner: Person) -> dict[str, Any]:
    arguments = something_to_bring(owner)
    moment = timezone.now()
    Errand.objects.filter(person=arguments["pk"]).update(done=moment, done_by=owner, way=Way.PHONE)
    return {**arguments, "moment": (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)}


def by_letter(_person: Person) -> dict[str, Any]:
    return {"way": "letter"}


def for_a_confidant(_person: Person) -> dict[str, Any]:
    return {"confidant": for_a_helper(_person)["helper"], "sorts": ["matters"]}


def asked_to_confide(owner: Person) -> dict[str, Any]:
    herta = a_neighbour()
    row = Confidant.objects.create(person=herta, confidant=owner, sorts=["matters"], given=Given.PAPER)
    return {"pk": row.pk}


def confidence_of_others(_owner: Person) -> dict[str, Any]:
    return asked_to_confide(a_neighbour("Mara"))


EXAMPLES = (
    Example(url="assistance:news", access=Access.SIGNED_IN),
    Example(url="assistance:bring", access=Access.OWNER, arguments=something_to_bring),
    Example(url="assistance:letter", access=Access.OWNER, arguments=something_to_bring),
    Example(url="assistance:brought", access=Access.OWNER, arguments=something_to_bring, post=told),
    Example(url="assistance:not_brought", access=Access.OWNER, arguments=brought_already, post=nothing),
    Example(url="assistance:my_way", access=Access.SIGNED_IN, post=by_letter),
    Example(url="assistance:confidant", access=Access.SIGNED_IN, post=for_a_confidant),
    Example(url="assistance:confidant_yes", access=Access.OWNER, arguments=asked_to_confide, post=nothing),
    Example(url="assistance:confidant_end", access=Access.OWNER, arguments=asked_to_confide, post=nothing),
    desk("assistance:way", arguments=somebody, post=by_letter),
    desk("assistance:desk_confidant", arguments=somebody, post=for_a_confidant),
    desk("assistance:desk_confidant_end", arguments=confidence_of_others, post=nothing),
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
