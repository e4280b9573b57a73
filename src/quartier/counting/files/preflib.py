"""PrefLib's rankings: `.soc`, `.soi` (strict), `.toc`, `.toi` (with ties), with old and new headings.

New: `# NUMBER ALTERNATIVES: 3`, `# ALTERNATIVE NAME 1: Ada`, then `12: 1,{2,3}`. Old (before 2022): the number of
candidates, a line `1,Ada` each, a line `voters,votes,orders`, then `12,1,{2,3}`. Format: preflib.org/format.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from quartier.counting.election import Ballot, Election, Option, grouped
from quartier.counting.files.text import (
    Malformed,
    cited,
    lines_of,
    number,
    one_line,
    plain_number,
    read_text,
    whole_number,
)

HEADING = re.compile(r"#\s*([A-Z ]+?)\s*(\d*)\s*:(.*)", re.IGNORECASE)
Places = dict[int | None, int]  # a candidate's number in the file → where it stands among the options
PARTS = re.compile(r"\s*(\{[^{}]*\}|[^,{}]+)\s*(,|$)")


def read_preflib(file: Path) -> Election:
    return parse_preflib(read_text(file))


def parse_preflib(text: str) -> Election:
    lines = [(n, line.strip()) for n, line in enumerate(lines_of(text), 1) if line.strip()]
    if lines[0][1].startswith("#"):
        return _new(lines)
    return _old(lines)


def _new(lines: list[tuple[int, str]]) -> Election:
    names: dict[int, str] = {}
    facts: dict[str, str] = {}
    ballots: list[tuple[Ballot, Fraction]] = []
    places: Places = {}
    for line, text in lines:
        if text.startswith("#"):
            found = HEADING.match(text)
            if found and found[1].upper() == "ALTERNATIVE NAME" and found[2]:
                _name(names, found[2], found[3], line)
            elif found:
                facts[found[1].upper()] = found[3].strip()
        else:
            if len(places) != len(names):
                places = _places(names)
            _promised(facts, "NUMBER ALTERNATIVES", len(names), line)
            count, colon, order = text.partition(":")
            if not colon:
                raise Malformed("a line of votes looks like this: “12: 1,2,3”", line, len(text) + 1)
            ballots.append((_ballot(order, places, line, len(count) + 2), _count(count, line)))
    election = _election(names, ballots, facts.get("TITLE", ""))
    _promised(facts, "NUMBER VOTERS", election.voters, lines[-1][0])
    _promised(facts, "NUMBER UNIQUE ORDERS", len(ballots), lines[-1][0])
    return election


def _old(lines: list[tuple[int, str]]) -> Election:
    line, text = lines[0]
    candidates = whole_number(text, "the number of candidates", line, 1)
    if candidates < 1:
        raise Malformed("there should be at least one candidate", line, 1)
    names: dict[int, str] = {}
    for line, text in lines[1 : candidates + 1]:
        key, comma, name = text.partition(",")
        if not comma:
            raise Malformed("a line of candidates looks like this: “1,Ada”", line, 1)
        _name(names, key, name, line)
    if len(lines) < candidates + 2:
        raise Malformed("the line with the sums is missing: is the file cut off?", lines[-1][0])
    line, sums = lines[candidates + 1]
    promised, places = sums.split(","), _places(names)
    ballots = []
    for line, text in lines[candidates + 2 :]:
        count, _, order = text.partition(",")
        ballots.append((_ballot(order, places, line, len(count) + 2), _count(count, line)))
    election = _election(names, ballots, "")
    _promised({"votes": promised[min(1, len(promised) - 1)]}, "votes", election.voters, line)
    return election


def _name(names: dict[int, str], number: str, name: str, line: int) -> None:
    candidate = plain_number(number)
    if candidate is None:
        raise Malformed(f"a candidate should be numbered 1, 2 or 3, not “{cited(number)}”", line, 1)
    if candidate in names:
        raise Malformed(f"candidate {candidate} is named twice", line, 1)
    names[candidate] = one_line(name)


def _places(names: dict[int, str]) -> Places:
    """PrefLib numbers 1, 2, 3 …; other programs leave numbers out."""
    return {candidate: place for place, candidate in enumerate(sorted(names))}


def _election(names: dict[int, str], ballots: list[tuple[Ballot, Fraction]], title: str) -> Election:
    if not names:
        raise Malformed("no candidate is named", 1)
    if not all(names.values()) or len(set(names.values())) < len(names):  # alike names would make the result a riddle
        names = {key: f"{name} ({key})".strip() for key, name in names.items()}
    options = tuple(Option(names[key], names[key]) for key in sorted(names))
    return Election(options, grouped(ballots), "ranking", title)


def _count(text: str, line: int) -> Fraction:
    count = number(text, "the number of ballots", line, 1)
    if count < 0:
        raise Malformed("fewer than no ballots", line, 1)
    return count


def _ballot(text: str, places: Places, line: int, offset: int) -> Ballot:
    """“1,{2,3}”: 1 first, then 2 and 3 alike."""
    tiers: list[tuple[int, ...]] = []
    seen: set[int] = set()
    position = 0
    while text[position:].strip():
        found = PARTS.match(text, position)
        if not found:
            raise Malformed("a ranking looks like this: “1,2,{3,4}”", line, offset + position)
        tier = []
        for part in found[1].strip("{} ").split(","):
            if not part.strip():
                continue
            candidate = places.get(plain_number(part))
            if candidate is None:
                raise Malformed(f"there is no candidate “{cited(part)}”", line, offset + found.start(1))
            if candidate in seen:
                raise Malformed(f"candidate {part.strip()} stands twice on this ballot", line, offset + found.start(1))
            seen.add(candidate)
            tier.append(candidate)
        if tier:
            tiers.append(tuple(sorted(tier)))
        position = found.end()
    return Ballot(tuple(tiers))


def _promised(facts: dict[str, str], key: str, found: Fraction | int, line: int) -> None:
    if facts.get(key) and number(facts[key], key.lower(), line) != found:
        raise Malformed(f"{key.lower()}: {facts[key]} promised, {found} found: is the file cut off?", line)
