"""Who may open which page about people."""

from __future__ import annotations

from typing import Any

from quartier.kernel.contract import Access, Example
from quartier.kernel.people.models import Person


def the_part_about(_person: Person) -> dict[str, Any]:
    return {"key": "about"}


def some_words(_person: Person) -> dict[str, Any]:
    return {"about": "Ich backe gern.", "visibility": "members"}


EXAMPLES = (
    Example(url="people:me", access=Access.SIGNED_IN),
    Example(url="people:edit", access=Access.SIGNED_IN, arguments=the_part_about, post=some_words),
    Example(url="people:profile", access=Access.MEMBERS, arguments=lambda person: {"pk": person.pk}),
    Example(url="people:text_size", access=Access.ANYBODY, post=lambda _person: {"size": "large", "next": "/"}),
)
