"""Who may open the set-up once it is over: nobody finds anything there but the way home."""

from __future__ import annotations

from quartier.kernel.contract import Access, Example
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import Quarter
from quartier.kernel.setup.link import digest
from quartier.kernel.terms.people import GRANT

TOKEN = "das-wurde-schon-benutzt"


def used_link(_owner: Person) -> dict[str, str]:
    Quarter.objects.update(setup_token=digest(TOKEN))
    return {"token": TOKEN}


EXAMPLES = (
    Example(url="setup:start", access=Access.ANYBODY),
    Example(url="setup:link", access=Access.ANYBODY, arguments=used_link),
    Example(url="setup:step", access=Access.ANYBODY, arguments=lambda _owner: {"key": "name"}),
    Example(url="setup:summary", access=Access.ANYBODY),
    Example(url="setup:complete", access=Access.ANYBODY),
    Example(url="setup:second", access=Access.POWER, power=GRANT),
)
