"""How streets and house numbers are spelt for searching: one spelling for all the ways people type them.

`Marktpl 3`, `schulstr. 12`, `Hauptstrasse` and `Hauptstraße` must all be found while they are being typed. So a
spelling never depends on what follows: the folded beginning of a word is the beginning of the folded word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

NUMBER_SIGN = "#"  # stands before a house number, so that "7" finds number 7 and not every postcode that begins with 7
_UMLAUT = re.compile("([aou])e")
_PART = re.compile(r"\d+(?:[/-]\d+)*[a-z]?(?![a-z0-9])|[a-z0-9]+")
_NUMBER_AND_LETTER = re.compile(r"(\d)\s+([a-z])(?![a-z])")
_WORD_AND_NUMBER = re.compile(r"(?<=[a-z]{3})(?=\d)")
_POSTCODE_LENGTH = 4  # Switzerland's and Austria's; Germany's have five


def fold(text: str) -> str:
    """Small letters, ß as ss, and one spelling for ä, ae and a."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _UMLAUT.sub(r"\1", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def parts(text: str) -> list[str]:
    """Words and numbers of a text, folded: "Schulstr. 12 A" → ["schulstr", "12a"]."""
    return _plain_parts(_NUMBER_AND_LETTER.sub(r"\1\2", fold(text)))


def street_words(name: str) -> list[str]:
    """Every word by which a street may be looked up; "Schul-Str." also as "schulstrasse" and "strasse"."""
    words = [_spelt_out(part) for part in parts(name)]
    found = [*words, *("".join(words[start:]) for start in range(len(words)))]
    found += ["strasse"] if words and words[-1].endswith("strasse") else []
    found += ["sankt", "st"] if {"st", "sankt"} & set(words) else []
    return list(dict.fromkeys(found))


def street_key(name: str) -> str:
    """The same for every spelling of one street's name."""
    return "".join(_spelt_out(part) for part in parts(name))


def number_parts(house_number: str) -> list[str]:
    """ "23;25" → ["23", "25"], "11 a" → ["11a"]."""
    return parts(house_number)


def searchable(street: str = "", house_number: str = "", others: Sequence[str] = ()) -> str:
    """What `find` looks through: each word between two spaces."""
    words = street_words(street) if street else []
    numbers = [part for part in words if part[0].isdigit()] + number_parts(house_number)  # "Straße des 17. Juni"
    words += [NUMBER_SIGN + part for part in numbers]
    words += [part for part in numbers if not _is_house_number(part)]
    words += [part for other in others for part in parts(other)]
    return f" {' '.join(dict.fromkeys(words))} "


def sort_key(street: str, house_number: str) -> str:
    """Streets by their letters, then 2 before 10 and 2a before 3."""
    number = re.sub("[0-9]+", lambda digits: digits[0].zfill(6), " ".join(number_parts(house_number)))
    return f"{street_key(street)} {number}"


def wanted(text: str) -> list[list[str]]:
    """What somebody typed, as beginnings of words in `searchable`. "12 a" has two readings: 12a, or 12 and a word."""
    readings: list[list[str]] = []
    for reading in (parts(text)[:8], _plain_parts(fold(text))[:8]):
        has_words = any(not part[0].isdigit() for part in reading)
        readings += [_with_number_signs(reading)] if has_words else [_with_number_signs(reading), reading]
    return [reading for index, reading in enumerate(readings) if reading and reading not in readings[:index]]


def _plain_parts(folded: str) -> list[str]:
    return _PART.findall(_WORD_AND_NUMBER.sub(" ", folded))


def _with_number_signs(reading: list[str]) -> list[str]:
    return [NUMBER_SIGN + part if _is_house_number(part) else part for part in reading]


def _is_house_number(part: str) -> bool:
    return part[0].isdigit() and not (part.isdigit() and len(part) >= _POSTCODE_LENGTH)


def _spelt_out(part: str) -> str:
    return part + "asse" if part == "str" or part.endswith("str") else part
