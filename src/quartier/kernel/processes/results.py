"""What came out of a step, ready to be read: on the page, on paper, as CSV and JSON. All of it is one and the same."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel.processes.models import Channel, Step
from quartier.kernel.processes.suppression import SMALLEST, suppressed_table
from quartier.kernel.step_contract import Table

HIDDEN = "–"


@dataclass(frozen=True)
class ShownTable:
    """A table in words, small numbers already gone."""

    name: str
    title: str
    columns: tuple[str, ...]
    numbers: tuple[tuple[str, tuple[float | None, ...]], ...]  # label → a number for each column; the sum comes last

    @property
    def head(self) -> list[str]:
        return ["", *self.columns]

    @property
    def rows(self) -> list[list[str]]:
        return [[label, *(_said(number) for number in numbers)] for label, numbers in self.numbers]

    @property
    def is_suppressed(self) -> bool:
        return any(number is None for _label, numbers in self.numbers for number in numbers)


@dataclass(frozen=True)
class ShownResult:
    """One step's result, for everybody who may see the process."""

    step: Step

    @cached_property
    def _result(self) -> Any:
        return self.step.of_kind.result(self.step)

    @property
    def sentence(self) -> str:
        return str(self._result.sentence)

    @property
    def remarks(self) -> list[str]:
        return [str(remark) for remark in self._result.remarks]

    @cached_property
    def tables(self) -> list[ShownTable]:
        return [shown(table) for table in self._result.tables]

    @property
    def is_suppressed(self) -> bool:
        return any(table.is_suppressed for table in self.tables)

    @property
    def turnout(self) -> str:
        """ "212 of 1,480 people", and how many on which way; small numbers of a way aren't said."""
        return turnout_in_words(self.step)


def shown(table: Table) -> ShownTable:
    """Without small numbers, if it counts people."""
    sums: Sequence[float | None] = []
    cells: Sequence[Sequence[float | None]] = [row.numbers for row in table.rows]
    if table.of_people:
        people = [[int(number) for number in row.numbers] for row in table.rows]
        cells, sums = suppressed_table(people, adds_up=table.adds_up)
    lines = [(str(row.label), tuple(cells[index])) for index, row in enumerate(table.rows)]
    if table.adds_up and table.of_people:
        lines.append((str(_("Together")), tuple(sums)))
    return ShownTable(table.name, str(table.title), tuple(map(str, table.columns)), tuple(lines))


def turnout_in_words(step: Step) -> str:
    ways = {str(Channel(way).label): count for way, count in step.turnout.items() if way in Channel.values}
    total = sum(ways.values())
    if not total:
        return _("nobody")
    if total < SMALLEST:
        return _("fewer than five")
    said = ngettext("%(count)d person or slip", "%(count)d people and slips", total) % {"count": total}
    if not step.is_for_all and step.process.electors_count:
        said = _("%(said)s, of %(electors)d who may decide") % {"said": said, "electors": step.process.electors_count}
    cells, _sum = suppressed_table([[count] for count in ways.values()], adds_up=True)
    parts = [f"{way}: {_said(cell[0])}" for way, cell in zip(ways, cells, strict=True)]
    tells = len(parts) > 1 and any(cell[0] is not None for cell in cells)  # dashes alone say nothing
    return f"{said} ({', '.join(parts)})" if tells else said


def open_data(step: Step) -> dict[str, Any]:
    """For machines: no person, no small number, the same as on the page."""
    result = ShownResult(step)
    return {
        "process": {"number": step.process_id, "title": step.process.title, "question": step.process.question},
        "step": {
            "kind": step.kind,
            "title": step.name,
            "opened": step.opened.isoformat() if step.opened else None,
            "closed": step.closed.isoformat() if step.closed else None,
        },
        "sentence": result.sentence,
        "remarks": result.remarks,
        "turnout": result.turnout,
        "hidden_below": SMALLEST,
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "columns": list(table.columns),
                "rows": [{"label": label, "numbers": list(numbers)} for label, numbers in table.numbers],
            }
            for table in result.tables
        ],
    }


def as_json(step: Step) -> str:
    return json.dumps(open_data(step), ensure_ascii=False, indent=2)


def as_csv(step: Step) -> str:
    """One line for each number, so that tables of any form fit: table, row, column, number ("" where it is hidden)."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(["table", "row", "column", "number"])
    for table in ShownResult(step).tables:
        for label, numbers in table.numbers:
            for column, number in zip(table.columns, numbers, strict=True):
                writer.writerow([_harmless(table.title), _harmless(label), _harmless(column), number])
    return written.getvalue()


def _harmless(text: str) -> str:
    """A spreadsheet calculates what begins like a formula: neighbours write the labels."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _said(number: float | None) -> str:
    return HIDDEN if number is None else number_format(number)
