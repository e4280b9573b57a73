"""Every address of the site, as the resolver knows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    name: str  # with its namespace: "help:new"; empty if nobody gave it one
    route: str

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]


def addresses() -> list[Address]:
    """All of them, whoever mounted them."""
    return list(_below(get_resolver().url_patterns, "", ""))


def _below(patterns: list[Any], namespace: str, route: str) -> Iterator[Address]:
    for pattern in patterns:
        here = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _below(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name}" if pattern.name else "", here)
