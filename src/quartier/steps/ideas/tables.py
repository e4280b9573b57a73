"""A CSV file as people bring it: UTF-8 or Windows-1252, with semicolons, commas or tabs. Nothing is written here."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from quartier.api import Refused

MOST_BYTES = 12_000_000
MOST_ROWS = 25_000
MOST_COLUMNS = 100
LONGEST_CELL = 100_000
LOOKED_AT = 60  # rows that the separator is guessed from
SEPARATORS = (";", ",", "\t")
_NO_TEXT = re.compile(r"[\x01-\x08\x0e-\x1f]")
_UNREADABLE = "\ufffd"
_KNOWN_BY = {b"PK\x03\x04": "Excel, LibreOffice", b"\xd0\xcf\x11\xe0": "Excel", b"%PDF": "PDF"}


@dataclass(frozen=True)
class Row:
    line: int  # where it begins in the file, counted from 1
    cells: Sequence[str]


@dataclass(frozen=True)
class Table:
    encoding: str  # as people call it
    separator: str
    header: Sequence[str]
    rows: Sequence[Row]
    broken: Sequence[tuple[int, str]]  # line, and what is wrong with it


def read_table(content: bytes) -> Table:
    """The table, with the lines that can't be read named; refused where it is no table at all."""
    if not content.strip(b"\x00\xef\xbb\xbf \t\r\n;,"):
        raise Refused(_("This file is empty."), "file")
    if len(content) > MOST_BYTES:
        raise Refused(_("This file is too large. Divide it into parts of at most 12 MB."), "file")
    program = next((name for head, name in _KNOWN_BY.items() if content.startswith(head)), "")
    if program:
        message = _("This is a file of %(program)s and no CSV. Open it there and save it as “CSV”.")
        raise Refused(message % {"program": program}, "file")
    text, encoding = _decoded(content)
    if "\x00" in text or _NO_TEXT.search(text[:10_000]):
        raise Refused(_("This is no text file, so nothing was read."), "file")
    if text.lstrip().startswith("<"):  # its tags would be taken for ideas
        raise Refused(_("This is a web page and no table, so nothing was read."), "file")
    separator = _separator(text)
    records = _records(text, separator)
    header = _header(next(records, None))
    table = _table(header, records, encoding, separator)
    last = table.rows[-1] if table.rows else None
    if last and _never_closed(text, separator, last.line):
        problem = _("A quotation mark opens here and is never closed.")
        return replace(table, rows=table.rows[:-1], broken=[*table.broken, (last.line, problem)])
    return table


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace").lstrip("\ufeff"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", errors="replace")
    letters = sum(ord(letter) > 127 for letter in text)
    unreadable = text.count(_UNREADABLE)
    if letters - unreadable >= max(1, unreadable):  # UTF-8 with a broken place, which will be named
        return text, "UTF-8"
    return content.decode("cp1252", errors="replace"), "Windows-1252"


def _separator(text: str) -> str:
    """The one that divides most rows into equally many cells."""
    best, best_score = SEPARATORS[0], 0.0
    for separator in SEPARATORS:
        widths = Counter(len(cells) for _line, cells in _some(_records(text, separator)) if any(cells))
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        score = rows / max(1, sum(widths.values())) * min(width - 1, 8)
        if score > best_score:
            best, best_score = separator, score
    return best


def _some(records: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    return (record for record, _number in zip(records, range(LOOKED_AT), strict=False))


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line where it begins: a text in quotes may go on over several."""
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


def _never_closed(text: str, separator: str, line: int) -> bool:
    """Whether a quotation mark opens in the last record, and all the rest of the file was swallowed by it."""
    tail = "".join(text.splitlines(keepends=True)[line - 1 :])
    try:
        list(csv.reader(io.StringIO(tail, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _header(first: tuple[int, list[str]] | None) -> list[str]:
    names = [" ".join(name.split()) for name in (first[1] if first else [])]
    if sum(bool(name) for name in names) == 0:
        raise Refused(_("The first line must say what the columns are, for example: title;text;place."), "file")
    if len(names) > MOST_COLUMNS:
        raise Refused(_("This table has more than %(most)d columns.") % {"most": MOST_COLUMNS}, "file")
    return names


def _table(header: list[str], records: Iterator[tuple[int, list[str]]], encoding: str, separator: str) -> Table:
    rows: list[Row] = []
    broken: list[tuple[int, str]] = []
    for line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) + len(broken) >= MOST_ROWS:
            raise Refused(
                _("This table has more than %(most)d rows. Divide it into parts.") % {"most": MOST_ROWS}, "file"
            )
        problem = _problem(cells, header)
        if problem:
            broken.append((line, problem))
        else:
            rows.append(Row(line, [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))))
    if not rows and not broken:
        raise Refused(_("Below its first line this table is empty."), "file")
    return Table(encoding, separator, header, rows, broken)


def _problem(cells: list[str], header: list[str]) -> str:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        numbers = {"cells": len(cells), "columns": len(header)}
        return _("It has %(cells)d cells, and there are %(columns)d columns. A quotation mark is missing?") % numbers
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return _("One cell holds more than %(most)d letters. A quotation mark is missing?") % {"most": LONGEST_CELL}
    if any(_UNREADABLE in cell for cell in cells):
        return _("Some letters can't be read.")
    return ""
