"""A Polis export: a folder with `participants-votes.csv` (or `votes.csv`) and `comments.csv`.

In `votes.csv` the last vote of a person on a statement counts. A statement is taken out when `moderated` is -1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from quartier.counting.files.text import Malformed, cited, plain_number, read_text
from quartier.counting.opinions.votes import UNSEEN, Opinions, Statement, Votes

ANSWERS = {"1": 1, "0": 0, "-1": -1, "1.0": 1, "0.0": 0, "-1.0": -1}
Found = TypeVar("Found")
MOST_CELLS = 100_000_000  # bytes
TABLES = ("participants-votes.csv", "participant-votes.csv")


def read_export(folder: Path) -> Opinions:
    if not folder.is_dir():
        raise Malformed("this is no folder; a Polis export is a folder with participants-votes.csv and comments.csv")
    comments = _table(folder / "comments.csv", _statements) if (folder / "comments.csv").exists() else {}
    for name in TABLES:
        if (folder / name).exists():
            people, ids, votes, published = _table(folder / name, _matrix)
            break
    else:
        if not (folder / "votes.csv").exists():
            raise Malformed("neither participants-votes.csv nor votes.csv is in this folder")
        people, ids, votes = _table(folder / "votes.csv", _single_votes)
        published = {}
    statements = tuple(comments.get(one, Statement(one)) for one in ids)
    title = _title(folder / "summary.csv")
    return Opinions(tuple(people), statements, votes, title, published)


def _table(file: Path, parse: Callable[[list[tuple[int, list[str]]]], Found]) -> Found:
    """Names the file of the folder, too, if something is wrong with it."""
    try:
        return parse(_rows(file))
    except Malformed as reason:
        raise Malformed(f"{file.name}: {reason}") from reason


def _rows(file: Path) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(read_text(file), newline=""), strict=True)
    rows = []
    try:
        for row in reader:
            if row:
                rows.append((reader.line_num, row))
    except csv.Error as error:
        raise Malformed(f"this is no CSV: {error}", reader.line_num, 1) from error
    if not rows:
        raise Malformed("the file is empty", 1)
    return rows


def _statements(rows: list[tuple[int, list[str]]]) -> dict[str, Statement]:
    heading = [name.strip().lower() for name in rows[0][1]]
    _need(heading, "comment-id")
    found = {}
    for line, cells in rows[1:]:
        row = dict(zip(heading, cells, strict=False))
        if "comment-id" not in row:
            raise Malformed(_other_number(cells, heading), line, 1)
        one = row["comment-id"].strip()
        found[one] = Statement(
            one,
            row.get("comment-body", "").strip(),
            row.get("moderated", "").strip() != "-1",
            _is_true(row.get("is-seed", "")),
        )
    return found


def _matrix(rows: list[tuple[int, list[str]]]) -> tuple[list[str], list[str], Votes, dict[str, str]]:
    heading = [name.strip().lower() for name in rows[0][1]]
    _need(heading, "participant")
    columns = [index for index, name in enumerate(heading) if plain_number(name) is not None]
    if not columns:
        raise Malformed("the heading names no statement", 1, 1)
    group = heading.index("group-id") if "group-id" in heading else -1
    for line, cells in rows:  # before room is made for all: a small file can name a table larger than the memory
        if len(cells) != len(heading):
            raise Malformed(_other_number(cells, heading), line, 1)
    votes = np.full((len(rows) - 1, len(columns)), UNSEEN, dtype=np.int8)
    people, published = list[str](), dict[str, str]()
    participant = heading.index("participant")
    for number, (line, cells) in enumerate(rows[1:]):
        people.append(cells[participant].strip())
        if group >= 0 and cells[group].strip():
            published[people[-1]] = cells[group].strip()
        for column, index in enumerate(columns):
            if cells[index]:
                votes[number, column] = _answer(cells[index], line, index)
    if len(set(people)) < len(people):
        raise Malformed("a participant stands there twice", 1)
    return people, [heading[index] for index in columns], votes, published


def _single_votes(rows: list[tuple[int, list[str]]]) -> tuple[list[str], list[str], Votes]:
    heading = [name.strip().lower() for name in rows[0][1]]
    for name in ("comment-id", "voter-id", "vote"):
        _need(heading, name)
    statement, voter, vote = (heading.index(name) for name in ("comment-id", "voter-id", "vote"))
    when = heading.index("timestamp") if "timestamp" in heading else None
    cast: dict[tuple[str, str], tuple[float, int]] = {}
    for line, cells in rows[1:]:
        if len(cells) != len(heading):
            raise Malformed(_other_number(cells, heading), line, 1)
        key = (cells[voter].strip(), cells[statement].strip())
        time = _time(cells[when], line, when) if when is not None else float(line)
        if key not in cast or time >= cast[key][0]:
            cast[key] = (time, _answer(cells[vote], line, vote))
    people, ids = _sorted({person for person, _ in cast}), _sorted({one for _, one in cast})
    rows_of, columns_of = {one: n for n, one in enumerate(people)}, {one: n for n, one in enumerate(ids)}
    if len(people) * len(ids) > MOST_CELLS:  # a small file can name a table larger than the memory
        raise Malformed(f"too many people ({len(people)}) and statements ({len(ids)})", 1)
    votes = np.full((len(people), len(ids)), UNSEEN, dtype=np.int8)
    for (person, one), (_, answer) in cast.items():
        votes[rows_of[person], columns_of[one]] = answer
    return people, ids, votes


def _time(cell: str, line: int, column: int) -> float:
    if plain_number(cell) is None:
        raise Malformed(f"“{cited(cell)}” is no time stamp", line, column + 1)
    return float(cell)


def _answer(cell: str, line: int, column: int) -> int:
    answer = ANSWERS.get(cell.strip())
    if answer is None:
        raise Malformed(f"“{cited(cell)}” is no answer; known are 1, 0 and -1", line, column + 1)
    return answer


def _need(heading: list[str], name: str) -> None:
    if name not in heading:
        raise Malformed(f"the heading should name the column “{name}”", 1, 1)


def _sorted(ids: set[str]) -> list[str]:
    """As numbers where they are some."""
    numbers = {one: plain_number(one) for one in ids}
    return sorted(ids, key=lambda one: (numbers[one] is None, numbers[one] or 0, one))


def _other_number(cells: list[str], heading: list[str]) -> str:
    return f"{len(cells)} cells, but the heading has {len(heading)}: is the file cut off?"


def _is_true(cell: str) -> bool:
    return cell.strip().lower() in {"1", "true", "t"}


def _title(file: Path) -> str:
    if not file.exists():
        return ""
    return next((cells[1].strip() for _, cells in _rows(file) if cells[0] == "topic" and len(cells) > 1), "")
