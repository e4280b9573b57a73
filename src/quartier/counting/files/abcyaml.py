"""abcvoting's `.abc.yaml`: approval sets of numbered candidates, and how large the committee is to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from quartier.counting.election import Ballot, Election, Option, grouped
from quartier.counting.files.text import Malformed, number, read_text

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as quick where it was built


def read_abc_yaml(file: Path) -> Election:
    return parse_abc_yaml(read_text(file))


def parse_abc_yaml(text: str) -> Election:
    """Candidates are called by their number, unless `cand_names` says otherwise."""
    data = _loaded(text)
    profile = data.get("profile")
    if not isinstance(profile, list):
        raise Malformed("“profile” should be a list of approval sets", _line(text, "profile"))
    candidates = _candidates(data, profile, text)
    names = [str(name) for name in data.get("cand_names") or range(candidates)]
    if len(names) != candidates:
        raise Malformed(f"{candidates} candidates, but {len(names)} names", _line(text, "cand_names"))
    weights = data.get("voter_weights") or [1] * len(profile)
    if len(weights) != len(profile):
        raise Malformed(f"{len(profile)} voters, but {len(weights)} weights", _line(text, "voter_weights"))
    line = _line(text, "profile")
    ballots = [
        (_ballot(approved, candidates, voter, line), number(str(weight), "a weight", _line(text, "voter_weights")))
        for voter, (approved, weight) in enumerate(zip(profile, weights, strict=True), 1)
    ]
    seats = data.get("committeesize")
    return Election(
        options=tuple(Option(name, name) for name in names),
        ballots=grouped(ballots),
        kind="approval",
        title=str(data.get("description") or ""),
        seats=None if seats is None else _seats(seats, text),
    )


def _loaded(text: str) -> dict[str, Any]:
    try:
        data = yaml.load(text, Loader=LOADER)  # noqa: S506 (both loaders are the safe ones)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise Malformed(f"this is no YAML: {error.problem}", line, column) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Malformed("this is no YAML") from error
    if not isinstance(data, dict):
        raise Malformed("the file should consist of keys and values: profile, num_cand, committeesize", 1, 1)
    return data


def _candidates(data: dict[str, Any], profile: list[Any], text: str) -> int:
    stated = data.get("num_cand")
    if stated is None:
        return 1 + max(
            (c for approved in profile if isinstance(approved, list) for c in approved if _is_number(c)), default=-1
        )
    if not _is_number(stated) or stated < 1:
        raise Malformed("“num_cand” should be a number of candidates", _line(text, "num_cand"))
    return int(stated)


def _ballot(approved: object, candidates: int, voter: int, line: int) -> Ballot:
    if not isinstance(approved, list):
        raise Malformed(f"ballot {voter} should be a list like [0, 2]", line)
    for candidate in approved:
        if not _is_number(candidate) or not 0 <= candidate < candidates:
            raise Malformed(f"ballot {voter}: there is no candidate “{str(candidate)[:40]}”", line)
    if len(set(approved)) < len(approved):
        raise Malformed(f"ballot {voter} names a candidate twice", line)
    return Ballot((tuple(sorted(approved)),) if approved else ())


def _seats(seats: object, text: str) -> int:
    if not _is_number(seats) or int(str(seats)) < 1:
        raise Malformed("“committeesize” should be a number of seats", _line(text, "committeesize"))
    return int(str(seats))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _line(text: str, key: str) -> int:
    """Where the key stands; the last line when nowhere."""
    for n, line in enumerate(text.split("\n"), 1):
        if line.startswith(key + ":"):
            return n
    return text.count("\n") + 1
