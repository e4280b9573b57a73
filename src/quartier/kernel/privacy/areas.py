"""Everything about a person, in the order and the words in which they read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel.contract import Text
from quartier.kernel.keeping import STAYS, Area, Keep, LegalGround
from quartier.kernel.people.models import Person
from quartier.kernel.privacy.tables import Table, counts, keeps, rows_in_words, tables_about
from quartier.kernel.profiles.hub import maybe_url


@dataclass(frozen=True)
class Told:
    """One table as its person reads it."""

    keep: Keep
    table: Table
    count: int
    reader: Person

    @property
    def slug(self) -> str:
        return self.table.label.lower()

    @property
    def change_url(self) -> str:
        return maybe_url(self.keep.change_url) if self.keep.change_url else ""

    @property
    def how_long(self) -> str:
        return how_long(self.keep)

    def rows(self) -> Iterator[list[tuple[Text, str]]]:
        return rows_in_words(self.table, self.reader)


def areas_about(person: Person) -> list[tuple[str, list[Told]]]:
    """(area, its tables), those without rows left out."""
    tables = tables_about(person)
    there, said = counts(tables), keeps()
    told = [_told(table, there[table.label], said, person) for table in tables if there.get(table.label)]
    areas = ((str(area.label), [one for one in told if one.keep.area == area]) for area in Area)
    return [(label, sorted(some, key=lambda one: one.keep.is_copy)) for label, some in areas if some]


def _told(table: Table, count: int, said: dict[str, Keep], person: Person) -> Told:
    return Told(said.get(table.label) or _undeclared(table), table, count, person)


def _undeclared(table: Table) -> Keep:
    """A module from elsewhere that says nothing: its rows are told all the same."""
    label = str(table.model._meta.verbose_name_plural)
    return Keep(model=table.model, label=label, why="", seen_by="", area=Area.MACHINE, ground=LegalGround.USE)


def how_long(keep: Keep) -> str:
    if keep.until is None:
        return str(STAYS)
    return _("%(time)s, then it is deleted by itself") % {"time": in_words(keep.until)}


def in_words(time: timedelta) -> str:
    """ "3 years", "90 days"."""
    if time.days % 365 == 0:
        return ngettext("%(num)s year", "%(num)s years", time.days // 365) % {"num": time.days // 365}
    return ngettext("%(num)s day", "%(num)s days", time.days) % {"num": time.days}
