"""Who may read why something is here, and who takes its data along."""

from __future__ import annotations

from typing import Any

from quartier.kernel import registry
from quartier.kernel.choosing.putting_aside import put_aside
from quartier.kernel.contract import Access, Example
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.terms.quarter import MANAGE


def some_module(_owner: Person) -> dict[str, Any]:
    return {"slug": registry.offered()[0].slug}


def some_file(owner: Person) -> dict[str, Any]:
    module = registry.offered()[0]
    return {"slug": module.slug, "pk": put_aside(module, by=Actor(owner)).pk}


EXAMPLES = (
    Example(url="why:home", access=Access.ANYBODY),
    Example(url="why:module", access=Access.ANYBODY, arguments=some_module),
    Example(url="why:care", access=Access.MEMBERS, arguments=some_module, post=lambda _person: {"care": "1"}),
    Example(
        url="why:put_aside", access=Access.POWER, power=MANAGE, arguments=some_module, post=lambda _person: {},
        repeats=True,
    ),
    Example(url="why:take_along", access=Access.POWER, power=MANAGE, arguments=some_file),
)  # fmt: skip
