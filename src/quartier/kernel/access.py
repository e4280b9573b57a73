"""Who may open which address of the kernel: the rows of the authorisation matrix that no module brings.

Each area says its own in `examples.py`. An address without a row turns `tests/test_authorisation.py` red.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import quartier.kernel
from quartier.kernel import registry
from quartier.kernel.contract import Access, Example

SITE = (
    Example(url="health", access=Access.ANYBODY),
    Example(url="set_language", access=Access.ANYBODY, post=lambda _person: {"language": "en"}),
    Example(url="well_known", access=Access.PROGRAMS, arguments=lambda _person: {"what": "nothing"}),
    Example(url="prescribed", access=Access.PROGRAMS, arguments=lambda _person: {"what": "nothing"}),
    Example(url="ui:gallery", access=Access.ANYBODY),
    Example(url="ui:gallery-suggest", access=Access.ANYBODY),
    Example(url="ui:manifest", access=Access.ANYBODY),
    Example(url="ui:offline", access=Access.ANYBODY),
    Example(url="ui:offline-worker", access=Access.ANYBODY),
)


def kernel_examples() -> Iterator[Example]:
    """Every row for an address that belongs to no module."""
    yield from SITE
    for area in iter_modules(quartier.kernel.__path__, "quartier.kernel."):
        if area.ispkg and find_spec(f"{area.name}.examples"):
            yield from import_module(f"{area.name}.examples").EXAMPLES


def all_examples() -> Iterator[Example]:
    yield from kernel_examples()
    for module in registry.modules():
        yield from module.examples
