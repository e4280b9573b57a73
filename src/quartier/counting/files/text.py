"""Reading a file as text, whatever it was saved with; and saying where in it something is wrong."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from quartier.counting.sentences import Sentence

LARGEST = 100 * 1024 * 1024  # the largest election of Pabulib is a tenth of that
LARGEST_NUMBER = 10**15  # more money or ballots than anybody has; exact counting stays quick below it
MOST_SIGNS = 40
BLANKS = dict.fromkeys(map(ord, " \t\u00a0\u202f\u2009'’"))


class Malformed(Exception):
    """The file isn't what it says it is. Names the file, the line and the column."""

    def __init__(self, what: str, line: int = 0, column: int = 1) -> None:
        where = f"line {line}, column {column}: " if line else ""
        super().__init__(f"{where}{what}")
        self.what, self.line, self.column = what, line, column


def read_text(file: Path) -> str:
    if file.stat().st_size > LARGEST:
        raise Malformed(f"the file is larger than {LARGEST // 1024 // 1024} MB; no election fills that")
    return text_of(file.read_bytes())


def text_of(content: bytes) -> str:
    """UTF-8 (with or without a mark at the start), UTF-16 with a mark, or else Windows-1252. All line ends become LF."""
    text = re.sub(r"\r\n?", "\n", _as_saved(content))
    if not text.strip():
        raise Malformed("the file is empty", 1)
    return text


def _as_saved(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _decoded(content, "utf-16")
    if b"\0" in content:
        raise Malformed("this is no text file", content[: content.index(b"\0")].count(b"\n") + 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "windows-1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise Malformed("these bytes are neither UTF-8 nor Windows-1252", line, column) from error


def lines_of(text: str) -> list[str]:
    """CRLF, LF and CR, also mixed."""
    return re.split(r"\r\n|\n|\r", text)


def one_line(text: str) -> str:
    """A name without line ends and double blanks."""
    return " ".join(text.split())


def cited(text: str) -> str:
    """What stands there, for a sentence: one line, short, nothing that a terminal would obey."""
    return "".join(sign if sign.isprintable() else "�" for sign in one_line(text))[:MOST_SIGNS]


def plain_number(text: str) -> int | None:
    """Digits alone, as candidates and statements are numbered; "²" and "①" are digits to Python, and no numbers."""
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text.strip(" \t")) else None


def number(text: str, what: str, line: int, column: int = 1) -> Fraction:
    """1000, "1 000 000.00", "1.000,50", "1000,5", 1e6: a comma alone is a decimal comma."""
    plain = text.translate(BLANKS)
    last = max(plain.rfind(","), plain.rfind("."))
    separators = set(re.findall("[.,]", plain))
    if len(separators) == 2:
        plain = plain[:last].replace(",", "").replace(".", "") + "." + plain[last + 1 :]
    elif plain.count(",") > 1 or plain.count(".") > 1:
        plain = plain.replace(",", "").replace(".", "")
    plain = plain.replace(",", ".")
    if not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]{1,2})?", plain, re.IGNORECASE):
        raise Malformed(
            Sentence.of("{what} should be a number, not “{text}”", what=what, text=cited(text)), line, column
        )
    found = Fraction(plain.lower()) if len(plain) <= MOST_SIGNS else None
    if found is None or abs(found) > LARGEST_NUMBER or found.denominator > LARGEST_NUMBER:
        raise Malformed(
            Sentence.of("{what} has more digits than anybody can count: “{text}”", what=what, text=cited(text)),
            line,
            column,
        )
    return found


def whole_number(text: str, what: str, line: int, column: int = 1) -> int:
    found = number(text, what, line, column)
    if found.denominator != 1:
        raise Malformed(
            Sentence.of("{what} should be a whole number, not “{text}”", what=what, text=cited(text)),
            line,
            column,
        )
    return int(found)
