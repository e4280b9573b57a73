"""Which column of a table holds what: guessed from its name in several languages, and from what stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from quartier.steps.ideas.tables import Row, Table


class Part(StrEnum):
    """What a column may hold."""

    TITLE = "title"
    TEXT = "text"
    NORTH = "north"
    EAST = "east"
    WHERE = "where"
    SUPPORT = "support"
    COST = "cost"
    DATE = "date"
    REFERENCE = "reference"


LABELS = {
    Part.TITLE: _("Title"),
    Part.TEXT: _("Text"),
    Part.NORTH: _("Position: north (latitude)"),
    Part.EAST: _("Position: east (longitude)"),
    Part.WHERE: _("Place in words"),
    Part.SUPPORT: _("Support until now (a number)"),
    Part.COST: _("Cost"),
    Part.DATE: _("Date"),
    Part.REFERENCE: _("Number of the idea"),
}

# Folded; the earlier a name stands, the better it fits.
_NAMES: dict[Part, tuple[str, ...]] = {
    Part.TITLE: (
        "titel", "title", "titulo", "titre", "otsikko", "name", "uberschrift", "vorschlag", "idee", "bezeichnung",
        "subject", "betreff", "proposal", "kategorie", "category", "service_code",
    ),
    Part.TEXT: (
        "text", "texts", "beschreibung", "description", "descripcion", "kuvaus", "inhalt", "begrundung", "body", "details",
        "summary", "bemerkung",
    ),
    Part.NORTH: ("latitude", "lat", "breite", "breitengrad", "geo_lat", "nord", "north", "hochwert", "northing", "y", "n"),
    Part.EAST: ("longitude", "lon", "lng", "long", "lange", "langengrad", "geo_lon", "ost", "east", "rechtswert", "easting", "x", "e"),
    Part.WHERE: (
        "adresse", "address", "strasse", "ort", "wo", "where", "place", "location", "standort", "lage", "stadtteil",
        "district", "quartier", "barrio",
    ),
    Part.SUPPORT: (
        "unterstutzung", "unterstutzungen", "stimmen", "supports", "support", "votes", "cached_votes_up", "likes", "apoyos",
        "zustimmung",
    ),
    Part.COST: ("kosten", "cost", "budgetamount", "budget", "betrag", "price", "preis"),
    Part.DATE: ("datum", "date", "created_at", "created", "erstellt", "eingereicht", "fecha"),
    Part.REFERENCE: ("id", "nummer", "nr", "number", "reference", "kennung", "aktenzeichen"),
}  # fmt: skip
_MUST_BE_NUMBERS = {Part.NORTH, Part.EAST, Part.SUPPORT, Part.COST}
_NUMBER = re.compile(r"-?[\d.,' ]*\d[\d.,' ]*(?:€|EUR|CHF|Fr\.?)?")
LOOKED_AT = 200


def guess_columns(table: Table) -> dict[Part, int]:
    """Part → column, counted from 0. A table whose names say nothing has its longest column as text."""
    names = [_folded(name) for name in table.header]
    guessed: dict[Part, int] = {}
    for part, words in _NAMES.items():
        fitting = [(words.index(name), column) for column, name in enumerate(names) if name in words]
        free = [
            column
            for _rank, column in sorted(fitting)
            if column not in guessed.values() and _fits(part, column, table.rows)
        ]
        if free:
            guessed[part] = free[0]
    if (Part.NORTH in guessed) != (Part.EAST in guessed):
        guessed.pop(Part.NORTH, None), guessed.pop(Part.EAST, None)
    return guessed if Part.TITLE in guessed else {**_by_length(table, guessed), **guessed}


def _by_length(table: Table, taken: dict[Part, int]) -> dict[Part, int]:
    """The first column in words is the title."""
    for column in range(len(table.header)):
        cells = [row.cells[column] for row in table.rows[:LOOKED_AT] if row.cells[column]]
        in_words = sum(not _NUMBER.fullmatch(cell) and len(cell) > 5 for cell in cells)
        if column not in taken.values() and cells and in_words > len(cells) / 2:
            return {Part.TITLE: column}
    return {}


def _fits(part: Part, column: int, rows: Sequence[Row]) -> bool:
    cells = [row.cells[column] for row in rows[:LOOKED_AT] if row.cells[column]]
    if part not in _MUST_BE_NUMBERS:
        return True
    return sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) > 0.5 * len(cells)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9_]+", "_", letters.replace("ß", "ss")).strip("_")
