"""Who acts, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quartier.kernel.groups.models import Organisation
    from quartier.kernel.people.models import Person


@dataclass(frozen=True)
class Actor:
    """`person` acts: for themselves, on behalf of `for_person` with their consent, or for `organisation`."""

    person: Person
    for_person: Person | None = None
    organisation: Organisation | None = None

    @property
    def subject(self) -> Person:
        """Whose deed it is: the author of what is written."""
        return self.for_person or self.person
