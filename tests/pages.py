"""Every page of the site, made from the rows of the authorisation matrix: for sweeps that open them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from quartier.api import Person
from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of, neighbour
from quartier.api.testing.requests import address_of, taken_back
from quartier.kernel.access import all_examples
from quartier.kernel.contract import Access, Example


class Visit(NamedTuple):
    """A page and who opens it; `mistakes`: the page once more if its form is sent empty and shows what is wrong."""

    name: str
    url: str
    session_key: str  # a stranger's is empty, unless the page needs answers of earlier ones
    html: str
    mistakes: str


def every_page(cast: Cast, language: str = "de") -> list[Visit]:
    """What is a page of its own for somebody: no redirects, no downloads."""
    visits: dict[tuple[str, str, str], Visit] = {}
    for example in all_examples():
        for who, person, url, session in _openings(example, cast):
            visit = _visit(
                f"{example.url} by {who}", url, person, session, language=language, may_send=example.post is not None
            )
            if visit:
                visits.setdefault((visit.name, visit.url, visit.session_key if session else ""), visit)
    return list(visits.values())


def _openings(example: Example, cast: Cast) -> Iterator[tuple[str, Person | None, str, dict[str, Any]]]:
    """Each row with an owner of its own, so that no row stumbles over what another has made."""
    owner = neighbour("Łucja", "Đorđević-Çağlayan")
    url = address_of(example, owner)
    if example.access == Access.POWER:
        yield "a key holder", cast.key_holder, url, example.session(cast.key_holder)
        return
    yield "its owner", owner, url, example.session(owner)
    if example.access == Access.MEMBERS:
        yield "another", cast.other, url, example.session(cast.other)
    if example.access == Access.ANYBODY:
        yield "a stranger", None, url, example.session(owner)


def _visit(
    name: str, url: str, person: Person | None, session: dict[str, Any], *, language: str, may_send: bool
) -> Visit | None:
    client = client_of(person)
    client.cookies["django_language"] = language
    if session:
        held = client.session
        held.update(session)
        held.save()
    answer = client.get(url)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return None
    html = answer.content.decode()
    if "<html" not in html:
        return None  # some lines that a script puts into a page
    mistakes = ""
    if may_send and 'method="post"' in html.partition("<main")[2].partition("</main>")[0]:
        with taken_back():
            again = client.post(url, {}).content.decode()
        mistakes = again if 'class="errors"' in again else ""
    return Visit(name, url, client.session.session_key or "", html, mistakes)
