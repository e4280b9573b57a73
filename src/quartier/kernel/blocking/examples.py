"""Who may block whom: any neighbour another; and only they know of it."""

from __future__ import annotations

from typing import Any

from quartier.kernel.contact.models import ContactChoice, Reach
from quartier.kernel.contract import Access, Example
from quartier.kernel.people.models import Person, Standing


def a_neighbour(_person: Person) -> dict[str, Any]:
    return {"pk": Person.objects.create(given_name="Bodo", family_name="Beispiel", standing=Standing.MEMBER).pk}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


def whom_they_accompany(companion: Person) -> dict[str, Any]:
    person = Person.objects.create(given_name="Berta", family_name="Beispiel", standing=Standing.MEMBER)
    ContactChoice.objects.create(person=person, reach=Reach.ACCOMPANIED, companion=companion)
    return {"pk": person.pk}


EXAMPLES = (
    Example(url="blocks:contact", access=Access.SIGNED_IN, post=lambda _person: {"reach": "known"}),
    Example(url="blocks:step_down", access=Access.OWNER, arguments=whom_they_accompany, post=nothing),
    Example(url="blocks:list", access=Access.SIGNED_IN),
    Example(url="blocks:block", access=Access.MEMBERS, arguments=a_neighbour, post=nothing),
    Example(url="blocks:undo", access=Access.MEMBERS, arguments=a_neighbour, post=nothing),
)
