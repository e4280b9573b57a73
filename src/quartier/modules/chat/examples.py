"""An example for each address: the suites over all modules open and post them."""

from __future__ import annotations

from typing import Any

from quartier.api import Access, Actor, Example, Matter, Person, open_matter
from quartier.modules.chat.models import App, AppSession, ChatServer, Room
from quartier.modules.chat.sessions import chat_user
from quartier.modules.chat.terms import SERVER

APP = {
    "name": "Element X",
    "redirect_uris": ["io.element.app:/callback"],
    "grant_types": ["authorization_code", "refresh_token"],
}


def example_server() -> ChatServer:
    values = {"server_name": "quartier.example.org", "address": "https://quartier.example.org", "is_on": True}
    return ChatServer.objects.get_or_create(pk=1, defaults=values)[0]


def example_session(person: Person, device_id: str = "BEISPIEL01") -> AppSession:
    app, _new = App.objects.get_or_create(client_id="example", defaults={**APP, "digest": "example"})
    return AppSession.objects.get_or_create(user=chat_user(person), device_id=device_id, defaults={"app": app})[0]


def _with_server(_person: Person) -> dict[str, Any]:
    example_server()
    return {}


def _of_session(person: Person) -> dict[str, Any]:
    example_server()
    return {"pk": example_session(person).pk}


def example_matter(person: Person) -> Matter:
    """Between two, with a room."""
    example_server()
    other = Person.objects.create(given_name="Zoe", family_name="Zander", standing="member")
    matter = open_matter(
        by=Actor(other), kind="chat.example", about=None, title="Regal", parties={person: "asker", other: "helper"}
    )
    Room.objects.get_or_create(matter=matter, defaults={"room_id": f"!{matter.pk}:example", "name": "Regal"})
    return matter


def _of_matter(person: Person) -> dict[str, Any]:
    return {"pk": example_matter(person).pk}


def _of_neighbour(person: Person) -> dict[str, Any]:
    example_server()
    return {"localpart": chat_user(person).localpart}


def _on_page(_person: Person) -> dict[str, str]:
    return {"where": "page"}


def _server(_person: Person) -> dict[str, str]:
    return {"server_name": "quartier.example.org", "address": "https://quartier.example.org", "is_on": "on"}


def _nothing(_person: Person) -> dict[str, str]:
    return {}


def _of_members(url: str) -> Example:
    return Example(url=url, access=Access.MEMBERS, arguments=_with_server)


def _for_programs(url: str) -> Example:
    return Example(url=url, access=Access.PROGRAMS, arguments=_with_server)


EXAMPLES = (
    _of_members("chat:home"),
    _of_members("chat:apps"),
    _of_members("chat:link"),
    _of_members("chat:authorize"),
    Example(url="chat:end", access=Access.OWNER, arguments=_of_session, post=_nothing),
    Example(url="chat:server", access=Access.POWER, power=SERVER, post=_server),
    Example(url="chat:matter", access=Access.OWNER, arguments=_of_matter, post=_on_page),
    Example(url="chat:card", access=Access.ANYBODY, arguments=_with_server),
    _of_members("chat:people"),
    Example(url="chat:client", access=Access.PROGRAMS, arguments=lambda _person: {"name": "nothing.js"}),
    Example(url="chat:neighbour", access=Access.MEMBERS, arguments=_of_neighbour),
    _for_programs("chat:report"),
    _for_programs("chat:meets"),
    _for_programs("chat:session"),
    _for_programs("chat:reset"),
    _for_programs("chat:token"),
    _for_programs("chat:revoke"),
    _for_programs("chat:register"),
    _for_programs("chat:device"),
    _for_programs("chat:introspect"),
    _for_programs("chat:may"),
    _for_programs("chat:notify"),
    _for_programs("chat:seen"),
    Example(url="chat:discovery", access=Access.ANYBODY, arguments=_with_server),
    Example(url="chat:find", access=Access.ANYBODY, arguments=_with_server),
)
