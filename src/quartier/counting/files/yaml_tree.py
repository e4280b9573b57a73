"""YAML as a small tree in which everything knows its line and column: so a wrong ballot can be shown where it stands.

Read event by event: no type is guessed, no object is made, nesting ends at `DEEPEST` (PyYAML itself crashes there).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from quartier.counting.files.text import Malformed

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as quick where it was built
DEEPEST = 20


@dataclass
class Node:
    """A scalar has `text`, a list `items`, a mapping `items` and as many `values`."""

    kind: str  # "scalar", "list" or "mapping"
    line: int
    column: int
    text: str = ""
    is_plain: bool = True  # without quotes
    items: list[Node] = field(default_factory=list)
    values: list[Node] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return self.kind == "scalar" and self.is_plain and self.text.lower() in {"", "~", "null"}

    def refused(self, what: str) -> Malformed:
        return Malformed(what, self.line, self.column)


def read_tree(text: str) -> Node | None:
    """The first document; nothing for one without content."""
    try:
        events = (event for event in yaml.parse(text, Loader=LOADER) if not isinstance(event, _FRAME))
        first = next(events, None)
        tree = None if first is None else _Builder(events).build(first, 0)
        next(events, None)  # so that rubbish after the end is found
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Malformed(f"this is no YAML: {error.problem or error.context}", *where) from error
    except yaml.reader.ReaderError as error:
        raise _sign_refused(text) from error
    return tree


_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


class _Builder:
    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.anchored: dict[str, Node] = {}

    def build(self, event: Any, depth: int) -> Node:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if depth > DEEPEST:
            raise Malformed("lists within lists within lists: no election is nested so deeply", line, column)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchored:
                raise Malformed("this points to itself or to nothing", line, column)
            return self.anchored[event.anchor]
        node = Node("scalar", line, column)
        if isinstance(event, yaml.ScalarEvent):
            node.text, node.is_plain = event.value, event.implicit[0]
        else:
            self._fill(node, "mapping" if isinstance(event, yaml.MappingStartEvent) else "list", depth)
        if event.anchor:
            self.anchored[event.anchor] = node
        return node

    def _fill(self, node: Node, kind: str, depth: int) -> None:
        node.kind = kind
        while not isinstance(event := next(self.events), (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            node.items.append(self.build(event, depth + 1))
            if kind == "mapping":
                node.values.append(self.build(next(self.events), depth + 1))


def _sign_refused(text: str) -> Malformed:
    """Finds the sign itself: the parsers count bytes, or signs, or neither."""
    place = next((n for n, sign in enumerate(text) if not sign.isprintable() and sign not in "\t\n"), 0)
    return Malformed(
        "this sign may not stand in YAML", text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    )
