"""Who may open a matter: its parties, and nobody else."""

from __future__ import annotations

from quartier.kernel.contract import Access, Example
from quartier.kernel.matters.actions import open_matter
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing


def own_matter(person: Person) -> dict[str, int]:
    helper = Person.objects.create(given_name="Hanna", family_name="Helfer", standing=Standing.MEMBER)
    parties = {person: "asker", helper: "helper"}
    title = "Einkaufen am Dienstag"
    return {"pk": open_matter(by=Actor(helper), kind="help.matter", about=None, title=title, parties=parties).pk}


EXAMPLES = (
    Example(url="matters:list", access=Access.SIGNED_IN),
    Example(url="matters:matter", access=Access.OWNER, arguments=own_matter),
)
