"""A table's rows as ideas: what each says, which lines can't be taken, and what is odd. Nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import Bounds, Lies, Point, Refused, lies, one_line, point_of_numbers, text_of_html
from quartier.steps.ideas.columns import Part
from quartier.steps.ideas.tables import Row, Table
from quartier.steps.ideas.terms import LONGEST_TEXT, LONGEST_TITLE
from quartier.ui.money import cents_of

T = TypeVar("T")
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%d.%m.%y", "%m/%d/%Y")
_FIRST_DATE = re.compile(r"[\d./-]+")
_HTML = re.compile(r"</?[a-z][^>]*>|&[a-z]+;|&#\d+;", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """One idea of the table."""

    line: int
    title: str
    text: str = ""
    point: Point | None = None
    where: str = ""
    support: int = 0
    cost: int | None = None  # cents
    day: date | None = None
    reference: str = ""


@dataclass(frozen=True)
class Remark:
    """Something about one line of the file."""

    line: int
    sentence: str


@dataclass
class Checked:
    """What would be imported, what can't be, and what is worth a look."""

    ideas: list[Said] = field(default_factory=list)
    mistakes: list[Remark] = field(default_factory=list)
    oddities: list[Remark] = field(default_factory=list)

    @property
    def placed(self) -> int:
        return sum(idea.point is not None or bool(idea.where) for idea in self.ideas)


class Wrong(Exception):
    pass


def check(table: Table, columns: Mapping[Part, int], bounds: Bounds | None, today: date | None = None) -> Checked:
    """Every line of the table; the same number twice is taken once."""
    found = Checked(mistakes=[Remark(line, problem) for line, problem in table.broken])
    seen: dict[str, int] = {}
    for row in table.rows:
        cells = {part: row.cells[column] for part, column in columns.items()}
        reference = cells.get(Part.REFERENCE, "")
        if reference and reference in seen:
            first = _("The same number as in line %(line)d: it is taken once.") % {"line": seen[reference]}
            found.oddities.append(Remark(row.line, first))
            continue
        try:
            idea, odd = _read(row, cells, bounds, today or timezone.localdate())
        except Wrong as wrong:
            found.mistakes.append(Remark(row.line, str(wrong)))
            continue
        seen[reference or f"line {row.line}"] = row.line
        found.ideas.append(idea)
        found.oddities += [Remark(row.line, sentence) for sentence in odd]
    found.mistakes.sort(key=lambda remark: remark.line)
    return found


def _read(row: Row, cells: Mapping[Part, str], bounds: Bounds | None, today: date) -> tuple[Said, Sequence[str]]:
    odd: list[str] = []
    title = one_line(_plain(cells.get(Part.TITLE, "")).replace("**", ""))
    if not title:
        raise Wrong(_("It has no title."))
    text = _plain(cells.get(Part.TEXT, ""))
    if len(title) > LONGEST_TITLE:
        text = f"{title}\n\n{text}".strip()
        title = f"{title[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"
        odd.append(_("The title is long: it is shortened, and stands whole in the text."))
    if len(text) > LONGEST_TEXT:
        raise Wrong(_("The text is longer than %(most)d letters.") % {"most": LONGEST_TEXT})
    point = _point(cells, bounds, odd)
    return Said(
        line=row.line,
        title=title,
        text=text,
        point=point,
        where=one_line(cells.get(Part.WHERE, ""))[:200],
        support=_value(cells, Part.SUPPORT, _whole, _("The support is no whole number: %(cell)s")) or 0,
        cost=_value(cells, Part.COST, _cents, _("The cost is no amount of money: %(cell)s")),
        day=_value(cells, Part.DATE, lambda cell: _day(cell, today), _("This is no date that was: %(cell)s")),
        reference=cells.get(Part.REFERENCE, "")[:60],
    ), odd


def _plain(cell: str) -> str:
    return text_of_html(cell) if _HTML.search(cell) else cell.replace("\x00", "").strip()


def _point(cells: Mapping[Part, str], bounds: Bounds | None, odd: list[str]) -> Point | None:
    north, east = cells.get(Part.NORTH, ""), cells.get(Part.EAST, "")
    if not north and not east:
        return None
    try:
        point = point_of_numbers(_amount(north), _amount(east))
    except (ValueError, Refused) as error:
        raise Wrong(_("These are no coordinates: %(cells)s") % {"cells": f"{north} · {east}"[:80]}) from error
    if point == Point(0.0, 0.0):
        odd.append(_("The position is 0, 0, which means none: it is taken without a place."))
        return None
    if lies(point, bounds) is Lies.SWAPPED:
        odd.append(_("North and east were changed about; it is put right."))
        return Point(point.longitude, point.latitude)
    if bounds is not None and lies(point, bounds) is Lies.FAR:
        far = _("The place lies %(far)d km away from the quarter.") % {"far": bounds.kilometres_to(point)}
        odd.append(far)
    return point


def _value(cells: Mapping[Part, str], part: Part, read: Callable[[str], T], sentence: str) -> T | None:
    cell = cells.get(part, "")
    if not cell:
        return None
    try:
        return read(cell)
    except (ValueError, OverflowError) as error:
        raise Wrong(sentence % {"cell": cell[:60]}) from error


def _whole(cell: str) -> int:
    number = _amount(cell)
    if number != int(number) or not 0 <= number < 100_000_000:
        raise ValueError(cell)
    return int(number)


def _cents(cell: str) -> int:
    return cents_of(re.sub(r"CHF|Fr\.?", "", cell))


def _amount(cell: str) -> float:
    """ "1.234,50", "1'234.50", "1 234,5" and "1234.5" alike."""
    digits = re.sub(r"[\s'’\u00a0]", "", cell)
    if "," in digits and "." in digits:
        thousands = "." if digits.rindex(",") > digits.rindex(".") else ","
        digits = digits.replace(thousands, "")
    if digits.count(".") > 1 or digits.count(",") > 1:
        digits = digits.replace(".", "").replace(",", "")
    number = float(digits.replace(",", "."))
    if not isfinite(number):
        raise ValueError(cell)
    return number


def _day(cell: str, today: date) -> date:
    match = _FIRST_DATE.match(cell.strip())
    for pattern in DATES if match else ():
        try:
            day = datetime.strptime(match[0], pattern).date()  # type: ignore[index] # noqa: DTZ007 (a day, no moment)
        except ValueError:
            continue
        if date(1990, 1, 1) <= day <= today:
            return day
    raise ValueError(cell)
