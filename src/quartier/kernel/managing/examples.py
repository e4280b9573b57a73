"""Who may change the quarter, and who may read about it."""

from __future__ import annotations

import json
from typing import Any

from quartier.kernel import registry
from quartier.kernel.contract import Access, Example
from quartier.kernel.people.models import Person
from quartier.kernel.terms.quarter import MANAGE

OUTLINE = json.dumps({"type": "Polygon", "coordinates": [[[8.86, 48.59], [8.88, 48.59], [8.88, 48.6], [8.86, 48.59]]]})


def some_module(_owner: Person) -> dict[str, str]:
    return {"slug": registry.offered()[0].slug}


def one_with_settings(_owner: Person) -> dict[str, str]:
    with_settings = [module.slug for module in registry.offered() if module.settings is not None]
    return {"slug": [*with_settings, registry.offered()[0].slug][0]}


def managing(url: str, **more: Any) -> Example:
    return Example(url=url, access=Access.POWER, power=MANAGE, **more)


EXAMPLES = (
    managing("quarter:home"),
    managing("quarter:name", post=lambda _person: {"name": "Reinhold-Kiez"}),
    managing("quarter:area", post=lambda _person: {"pasted": OUTLINE}),
    managing("quarter:imprint", post=lambda _person: {"imprint": "Quartiersverein e. V.\nMarkt 1"}),
    managing("quarter:modules"),
    managing("quarter:switch", arguments=some_module, post=lambda _person: {"on": "0"}),
    managing("quarter:settings", arguments=one_with_settings),
    Example(url="imprint", access=Access.ANYBODY),
    Example(url="privacy", access=Access.ANYBODY),
)
