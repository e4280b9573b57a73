"""Who may open the windows."""

from __future__ import annotations

from datetime import UTC, datetime

from quartier.kernel import registry
from quartier.kernel.contract import Access, Example
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person
from quartier.kernel.places.actions import add_street, place_at


def some_kind(_person: Person) -> dict[str, str]:
    return {"kind": next(iter(registry.kinds()))}


def notice_to(person: Person) -> dict[str, int]:
    return {"pk": Notification.objects.create(person=person, notice="example", title="Jonas antwortet", url="/").pk}


def some_street(_person: Person) -> dict[str, int]:
    return {"pk": place_at(by=None, street=add_street("Beispielweg", by=None)).pk}


def no_answers(_person: Person) -> dict[str, str]:
    return {}


def something_unread(person: Person) -> dict[str, str]:
    notice_to(person)
    return {}


def once_read(_person: Person) -> dict[str, int]:
    return {"moment": 10**15}


def something_read(person: Person) -> dict[str, str]:
    """Then."""
    read = datetime.fromtimestamp(10**9, tz=UTC)
    Notification.objects.create(person=person, notice="example", title="Jonas antwortet", url="/", read=read)
    return {}


EXAMPLES = (
    Example(url="today", access=Access.ANYBODY),
    Example(url="list", access=Access.ANYBODY, arguments=some_kind),
    Example(url="arrivals", access=Access.ANYBODY),
    Example(url="start", access=Access.ANYBODY),
    Example(url="calendar", access=Access.ANYBODY),
    Example(url="places_list", access=Access.ANYBODY),
    Example(url="place", access=Access.ANYBODY, arguments=some_street),
    Example(url="log_atom", access=Access.ANYBODY),
    Example(url="atom", access=Access.ANYBODY),
    Example(url="atom_of_kind", access=Access.ANYBODY, arguments=some_kind),
    Example(url="search", access=Access.ANYBODY),
    Example(url="notices", access=Access.SIGNED_IN),
    Example(url="open_notice", access=Access.OWNER, arguments=notice_to, post=no_answers),
    Example(url="read_all_notices", access=Access.SIGNED_IN, post=something_unread),
    Example(url="unread_notices", access=Access.SIGNED_IN, arguments=once_read, post=something_read),
)
