"""Files for spreadsheets: a table as CSV that Excel and LibreOffice open as it is meant, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]], *, for_excel: bool = False) -> bytes:
    """UTF-8. `for_excel`: with a mark at the start and semicolons, as Excel here wants it; else with commas."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if for_excel else ",", lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return ((BOM if for_excel else "") + file.getvalue()).encode("utf-8", "replace")


def harmless(cell: object) -> object:
    """Somebody may write "=HYPERLINK(…)" as an answer: with an apostrophe before it it stays text. Numbers stay numbers."""
    if isinstance(cell, int | float) or cell is None:
        return cell
    text = str(cell).replace("\x00", "")
    return f"'{text}" if text.lstrip(" \n\u00a0").startswith(STARTS_A_FORMULA) else text
