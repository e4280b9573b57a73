"""`.blt`: ballots for STV as Hill, Wichmann and Woodall wrote them down in 1987 (Algorithm 123), and what grew onto it.

`4 2` candidates and seats; `-2` who withdrew; `3 1 4 0` three ballots with 1 before 4; `0` the end; then the names and
a title in quotes. Line ends mean nothing. Also understood: `#` and `/* */` comments, `(12)` ids of ballots, `1=2` equal
places, `-` skipped places, names without quotes on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from quartier.counting.election import Ballot, Election, Option, grouped
from quartier.counting.files.text import Malformed, cited, number, one_line, plain_number, read_text

TOKEN = re.compile(r'"(?:[^"]|"")*"|“[^”]*”|/\*.*?\*/|#[^\n]*|\([^()\n]*\)|\[[^\]]*\]|[^\s"#(\[]+|["(\[]', re.DOTALL)


@dataclass(frozen=True)
class Token:
    text: str
    line: int
    column: int

    @property
    def is_name(self) -> bool:
        return self.text[0] in '"“'


def read_blt(file: Path) -> Election:
    return parse_blt(read_text(file))


def parse_blt(text: str) -> Election:
    tokens = list(_tokens(text))
    if len(tokens) < 2:
        raise Malformed("a .blt file begins with the numbers of candidates and seats", 1, 1)
    candidates, seats = (_whole(token) for token in tokens[:2])
    if candidates < 1 or seats < 1:
        raise Malformed("there should be at least one candidate and one seat", tokens[0].line, tokens[0].column)
    position, withdrawn = 2, set[int]()
    while position < len(tokens) and re.fullmatch(r"-\d+", tokens[position].text):
        withdrawn.add(_candidate(tokens[position], tokens[position].text[1:], candidates))
        position += 1
    ballots, position = _ballots(tokens, position, candidates)
    names = _names(text, tokens[position:], candidates)
    return _election(names[:candidates], (names[candidates:] or [""])[0], seats, withdrawn, ballots)


def write_blt(election: Election, seats: int) -> str:
    """The same format, for whoever counts again with another program."""
    lines = [f"{len(election.options)} {seats}"]
    for ballot, count in election.ballots.items():
        places = ["=".join(str(option + 1) for option in tier) for tier in ballot.tiers]
        lines.append(" ".join([str(count), *places, "0"]))
    names = [*election.names(range(len(election.options))), election.title]
    return "\n".join([*lines, "0", *(_quoted(name) for name in names)]) + "\n"


def _quoted(name: str) -> str:
    return '"' + one_line(name).replace('"', '""') + '"'


def _tokens(text: str) -> Iterator[Token]:
    line, line_start, position = 1, 0, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", position, found.start())
        line_start = text.rfind("\n", 0, found.start()) + 1
        position = found.start()
        token = found[0]
        if token.startswith(("/*", "#", "(", "[")) and len(token) > 1:
            continue  # comments, ids of ballots, options of other programs
        if token in {'"', "(", "["}:
            raise Malformed("this is opened and never closed", line, position - line_start + 1)
        yield Token(token, line, position - line_start + 1)


def _ballots(tokens: list[Token], position: int, candidates: int) -> tuple[list[tuple[Ballot, Fraction]], int]:
    ballots = []
    while position < len(tokens) and tokens[position].text != "0":
        weight = tokens[position]
        count = number(weight.text, "the number of ballots", weight.line, weight.column)
        if weight.is_name or count < 0:
            raise Malformed("here should be a number of ballots, or 0 for the end", weight.line, weight.column)
        position += 1
        tiers: list[tuple[int, ...]] = []
        seen: set[int] = set()
        while position < len(tokens) and tokens[position].text != "0":
            tier = _tier(tokens[position], candidates, seen)
            if tier:
                tiers.append(tier)
            position += 1
        if position >= len(tokens):
            raise Malformed("this ballot doesn't end with 0: is the file cut off?", weight.line, weight.column)
        ballots.append((Ballot(tuple(tiers)), count))
        position += 1
    if position >= len(tokens):
        raise Malformed("the 0 after the last ballot is missing: is the file cut off?", tokens[-1].line)
    return ballots, position + 1


def _tier(token: Token, candidates: int, seen: set[int]) -> tuple[int, ...]:
    if token.text == "-":
        return ()
    tier = []
    for part in token.text.split("="):
        candidate = _candidate(token, part, candidates)
        if candidate in seen:
            raise Malformed(f"candidate {part} stands twice on this ballot", token.line, token.column)
        seen.add(candidate)
        tier.append(candidate)
    return tuple(sorted(tier))


def _candidate(token: Token, text: str, candidates: int) -> int:
    found = plain_number(text)
    if found is None or not 1 <= found <= candidates:
        raise Malformed(f"there is no candidate “{cited(text)}”", token.line, token.column)
    return found - 1


def _names(text: str, tokens: list[Token], candidates: int) -> list[str]:
    """The candidates' names and whatever follows them: the title, sometimes a source and a comment."""
    if any(token.is_name for token in tokens):
        odd = next((token for token in tokens[:candidates] if not token.is_name), None)
        if odd:
            raise Malformed(f"names stand in quotes, “{cited(odd.text)}” doesn't", odd.line, odd.column)
        names = [one_line(token.text[1:-1].replace('""', '"')) for token in tokens if token.is_name]
    else:
        lines = {token.line for token in tokens}
        names = [one_line(one) for n, one in enumerate(text.split("\n"), 1) if n in lines]
    if len(names) < candidates:
        raise Malformed(f"{candidates} candidates, but {len(names)} names: is the file cut off?", text.count("\n") + 1)
    return names


def _election(
    names: list[str], title: str, seats: int, withdrawn: set[int], ballots: list[tuple[Ballot, Fraction]]
) -> Election:
    """Who withdrew is out before the count begins: the ballots close up."""
    stand = [old for old in range(len(names)) if old not in withdrawn]
    new = {old: index for index, old in enumerate(stand)}
    left = [
        (Ballot(tuple(tier for tier in (tuple(new[o] for o in t if o in new) for t in ballot.tiers) if tier)), count)
        for ballot, count in ballots
    ]
    notes = tuple(f"{names[old]} withdrew." for old in sorted(withdrawn))
    alike = len({names[old] for old in stand}) < len(stand)
    labels = [f"{names[old]} ({old + 1})" if alike else names[old] for old in stand]
    options = tuple(Option(label, label) for label in labels)
    return Election(options, grouped(left), "ranking", title, seats=seats, notes=notes)


def _whole(token: Token) -> int:
    found = number(token.text, "here", token.line, token.column)
    if found.denominator != 1 or token.is_name:
        raise Malformed("here should be a whole number", token.line, token.column)
    return int(found)
