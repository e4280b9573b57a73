"""Projects out of a Pabulib file. The whole file must be sound, else nothing is taken: line and column are named."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

from django.utils.translation import gettext as _

from quartier.api import Point, Refused
from quartier.api.processes import Foreign
from quartier.counting.election import Election
from quartier.counting.files.pabulib import PbFile, Row, parse_pb, write_pb
from quartier.counting.files.pabulib_meaning import election_of
from quartier.counting.files.text import Malformed, text_of
from quartier.steps.budget.pabulib_words import in_words
from quartier.steps.budget.rules import MOST_PROJECTS

MOST_BYTES = 20 * 1024 * 1024
TAKEN = ("project_id", "cost", "name", "description", "category", "latitude", "longitude")  # columns
TOLD = ("description", "budget", "vote_type", "currency")  # of META
MOST_KEPT = 2_000_000  # bytes
LONGEST_TITLE, LONGEST_TEXT = 120, 10_000


@dataclass(frozen=True)
class Found:
    """What a file holds."""

    title: str
    money: int  # cents
    currency: str
    rows: tuple[Foreign, ...]
    without_cost: int  # projects that cost nothing: left out
    kept: str  # the same projects as a file again, without its ballots

    @property
    def is_foreign(self) -> bool:
        return self.currency not in {"", "EUR"}


def look_at(content: bytes) -> Found:
    """What somebody sent; refuses with a sentence."""
    if len(content) > MOST_BYTES:
        raise Refused(_("This file is too large: at most %(size)d MB.") % {"size": MOST_BYTES // 1024**2}, field="file")
    try:
        file = parse_pb(text_of(content))
        if len(file.projects) > MOST_PROJECTS:
            text = _("That are more projects than anybody reads: at most %(most)d.")
            raise Refused(text % {"most": MOST_PROJECTS}, field="file")
        return _found(file, election_of(file))
    except Malformed as mistake:
        raise Refused(in_words(mistake), field="file") from mistake


def _found(file: PbFile, election: Election) -> Found:
    costs = [option.cost or Fraction(0) for option in election.options]
    rows = [_foreign(row, cost) for row, cost in zip(file.projects, costs, strict=True) if cost > 0]
    return Found(
        title=election.title,
        money=_cents(election.budget or Fraction(0)),
        currency=file.meta.get("currency", "").upper()[:10],
        rows=tuple(rows),
        without_cost=len(costs) - len(rows),
        kept=_without_ballots(file),
    )


def _foreign(row: Row, cost: Fraction) -> Foreign:
    name = " ".join((row["name"] or row["project_id"]).split())
    told = [name] if len(name) > LONGEST_TITLE else []
    told += [row[column] for column in ("description", "category") if row[column]]
    return Foreign(
        title=name if len(name) <= LONGEST_TITLE else f"{name[: LONGEST_TITLE - 1]}…",
        text="\n\n".join(told)[:LONGEST_TEXT],
        point=_point(row["latitude"], row["longitude"]),
        cost_cents=_cents(cost),
        source=f"pabulib:{row['project_id']}"[:80],
    )


def _point(north: str, east: str) -> Point | None:
    try:
        latitude, longitude = float(north.replace(",", ".")), float(east.replace(",", "."))
    except ValueError:
        return None
    is_on_earth = isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180
    return Point(latitude, longitude) if is_on_earth and (latitude, longitude) != (0, 0) else None


def _cents(amount: Fraction) -> int:
    cents = round(amount * 100)
    if cents >= 10**13:
        raise Refused(_("An amount in this file is larger than any budget."), field="file")
    return cents


def _without_ballots(file: PbFile) -> str:
    """Small enough to come back with the form, as it has what is taken alone; whose ballots they were is none of our business."""
    meta = {name: value[:LONGEST_TEXT] for name, value in file.meta.items() if name in TOLD}
    columns = [name for name in file.headings["PROJECTS"] if name in TAKEN]
    headings = {"PROJECTS": columns, "VOTES": ["voter_id", "vote", "points"]}
    kept = write_pb(PbFile(meta=meta, projects=file.projects, headings=headings))
    if len(kept.encode()) > MOST_KEPT:
        raise Refused(_("This file is too large: at most %(size)d MB.") % {"size": MOST_KEPT // 10**6}, field="file")
    return kept
