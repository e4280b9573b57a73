"""Pabulib's `.pb`: three tables (META, PROJECTS, VOTES), each a CSV with semicolons and a heading line.

Read and written as it stands; what the columns mean for counting is in pabulib_meaning. Format: pabulib.org/format.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from quartier.counting.files.text import Malformed, cited, lines_of, read_text
from quartier.counting.sentences import Sentence

SECTIONS = ("META", "PROJECTS", "VOTES")
MOST_LINES_A_CELL = 201
LONGEST_CELL = 100_000  # signs
COLUMN_MISSING = "the heading of {section} should name the column “{column}”"


@dataclass(frozen=True)
class Row:
    """One line: its cells by heading. `line` and `column()` say where it stands."""

    cells: dict[str, str]
    line: int

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "").strip()

    def column(self, name: str) -> int:
        """Where the cell begins. Quotes are not counted: near enough to find it."""
        before = list(self.cells)[: list(self.cells).index(name)] if name in self.cells else []
        return sum(len(self.cells[one]) + 1 for one in before) + 1


@dataclass
class PbFile:
    """The three tables, in the order of the file. `tables["META"]` maps keys to values."""

    meta: dict[str, str] = field(default_factory=dict)
    meta_lines: dict[str, int] = field(default_factory=dict)
    projects: list[Row] = field(default_factory=list)
    votes: list[Row] = field(default_factory=list)
    headings: dict[str, list[str]] = field(default_factory=dict)
    heading_lines: dict[str, int] = field(default_factory=dict)


def read_pb(file: Path) -> PbFile:
    return parse_pb(read_text(file))


def parse_pb(text: str) -> PbFile:
    """Refuses a file in which one of the three tables is missing."""
    found, section = PbFile(), ""
    records = _Records(lines_of(text))
    for line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        word = cells[0].strip().upper()
        if word in SECTIONS and not any(cell.strip() for cell in cells[1:]):
            section = word
            found.heading_lines[section] = line + 1
            found.headings[section] = _heading(section, next(records, (line + 1, [])))
        elif not section:
            raise Malformed("the file should begin with the line META", line, 1)
        else:
            _take(found, section, line, cells)
    for name in SECTIONS:
        if name not in found.headings:
            raise Malformed(
                Sentence.of("the part {name} is missing: is the file cut off?", name=name), records.next_line
            )
    return found


def write_pb(file: PbFile) -> str:
    """The same tables as text: LF, quotes only where they are needed."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerows([["META"], ["key", "value"], *file.meta.items(), ["PROJECTS"], file.headings["PROJECTS"]])
    writer.writerows([[row.cells.get(name, "") for name in file.headings["PROJECTS"]] for row in file.projects])
    writer.writerows([["VOTES"], file.headings["VOTES"]])
    writer.writerows([[row.cells.get(name, "") for name in file.headings["VOTES"]] for row in file.votes])
    return out.getvalue()


def _heading(section: str, record: tuple[int, list[str]]) -> list[str]:
    line, cells = record
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    needed = {"META": "key", "PROJECTS": "project_id", "VOTES": "vote"}[section]
    if needed not in names:
        raise Malformed(Sentence.of(COLUMN_MISSING, section=section, column=needed), line, 1)
    if len(set(names)) < len(names):
        raise Malformed(Sentence.of("a column of {section} is named twice", section=section), line, 1)
    return names


def _take(found: PbFile, section: str, line: int, cells: list[str]) -> None:
    names = found.headings[section]
    if section == "META":
        key = cells[0].strip().lower()
        if len(cells) < 2:
            raise Malformed(Sentence.of("“{key}” has no value", key=cited(key)), line, len(cells[0]) + 1)
        found.meta[key], found.meta_lines[key] = ";".join(cells[1:]).strip().rstrip(";"), line
        return
    if any(cell.strip() for cell in cells[len(names) :]):
        start = sum(len(cell) + 1 for cell in cells[: len(names)]) + 1
        says = Sentence.of(
            "{cells} cells, but the heading of {section} has {columns}",
            cells=len(cells),
            section=section,
            columns=len(names),
        )
        raise Malformed(says, line, start)
    row = Row(dict(zip(names, cells, strict=False)), line)
    (found.projects if section == "PROJECTS" else found.votes).append(row)


class _Records:
    """Lines as lists of cells, each with its number. A quoted cell may go on over several lines."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.next_line = 0
        self.closing = 0  # lines before it that were looked at end no quote; so each is looked at once

    def __iter__(self) -> _Records:
        return self

    def __next__(self) -> tuple[int, list[str]]:
        if self.next_line >= len(self.lines):
            raise StopIteration
        start, self.next_line = self.next_line, self.next_line + 1
        text = self.lines[start]
        if '"' not in text:
            return start + 1, text.split(";")
        if _leaves_quote_open(text):
            end = self._end_of_quote(start)
            if end is None:  # a stray quote: taken as it stands
                return start + 1, text.split(";")
            text, self.next_line = "\n".join(self.lines[start : end + 1]), end + 1
        try:
            cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=";"), [])
        except csv.Error:  # what Python takes for too long may have been changed elsewhere
            cells = [text]
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise Malformed(Sentence.of("a cell in quotes is too long"), start + 1)
        return start + 1, cells

    def _end_of_quote(self, start: int) -> int | None:
        """The line in which the quote ends that `start` leaves open."""
        self.closing = max(self.closing, start + 1)
        last = min(len(self.lines), start + MOST_LINES_A_CELL)
        while self.closing < last and _leaves_quote_open(self.lines[self.closing], inside=True):
            self.closing += 1
        return self.closing if self.closing < last else None


def _leaves_quote_open(line: str, *, inside: bool = False) -> bool:
    """Whether a cell that began with a quote goes on behind this line; `inside`: it began before it."""
    if '"' not in line:
        return inside
    at_start, position = not inside, 0
    while position < len(line):
        sign = line[position]
        if inside and sign == '"':
            if line[position + 1 : position + 2] == '"':
                position += 1
            else:
                inside = False
        elif not inside:
            inside = at_start and sign == '"'
            at_start = sign == ";"
        position += 1
    return inside
