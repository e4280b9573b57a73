"""What pages and paper show of a map: where dots lie in the picture, and how many of ten agree. Never exact small numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.api import Person, out_of_sight
from quartier.api.processes import Step, StepState
from quartier.counting.opinions.consensus import ENOUGH
from quartier.steps.opinions.content import Answers
from quartier.steps.opinions.drawing import group_at, place_of
from quartier.steps.opinions.queries import Faced, everything, face_of, map_of, standing
from quartier.steps.opinions.terms import FEWEST_ON_MAP

WIDTH, HEIGHT, EDGE = 1_000, 620, 140
LETTERS = "ABCDEFGH"
APART = 25.0  # from one dot of a heap to the next
GOLDEN = 2.39996  # the angle of a sunflower: no two dots lie behind one another
MOST_DRAWN = 400  # dots; beyond, one stands for several people
BADGE_UP = 84


@dataclass(frozen=True)
class Bar:
    """How one group answered one statement, in tenths; None where too few answered."""

    letter: str  # empty: everybody
    agree: int | None
    disagree: int | None

    @property
    def unsure(self) -> int:
        return 10 - (self.agree or 0) - (self.disagree or 0)


@dataclass(frozen=True)
class Line:
    statement: Faced
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class GroupFace:
    letter: str
    size: int
    badge: tuple[int, int]
    dots: tuple[tuple[int, int], ...]
    hull: str  # corners for <polygon points>
    marks: tuple[tuple[Faced, str], ...]
    says: str


@dataclass(frozen=True)
class MapFace:
    people: int
    needed: int
    fewest: int
    groups: tuple[GroupFace, ...] = ()
    uniting: tuple[Line, ...] = ()
    rejected: tuple[Line, ...] = ()
    dividing: tuple[Line, ...] = ()
    unsure: tuple[Line, ...] = ()
    you: tuple[int, int] | None = None
    your_letter: str = ""
    sentence: str = ""
    people_a_dot: int = 1
    drawn: bool = False


def map_face(step: Step, viewer: Person | None, answers: Answers | None = None, most: int = 5) -> MapFace:
    """`answers`: the viewer's own, so that they see where they stand; nobody else sees it."""
    kept = map_of(step)
    people, needed = kept.get("people", 0), kept.get("needed", 1)
    if not kept.get("groups"):
        return MapFace(people, needed, FEWEST_ON_MAP, sentence=sentence_of(kept))
    there = _faces(step, viewer, kept)

    def lines(name: str) -> tuple[Line, ...]:
        told = [number for number in kept[name] if number in there]
        return tuple(Line(there[number], bars_of(kept, number)) for number in told[:most])

    spread = _Frame(kept)
    place = place_of(answers, kept) if answers else None
    several = len(kept["groups"]) > 1
    return MapFace(
        people,
        needed,
        FEWEST_ON_MAP,
        tuple(_group(kept, index, spread, there) for index in range(len(kept["groups"]))),
        lines("uniting"),
        lines("rejected"),
        lines("dividing"),
        lines("unsure"),
        spread.at(place) if place else None,
        LETTERS[group_at(place, kept)] if place and several else "",
        sentence_of(kept),
        -(-people // MOST_DRAWN),
        True,
    )


def sentence_of(kept: Mapping[str, Any]) -> str:
    """The map in one sentence."""
    people, groups = kept.get("people", 0), len(kept.get("groups", []))
    if not groups:
        return _("There is a map as soon as %(fewest)d people have answered %(needed)d statements each.") % {
            "fewest": FEWEST_ON_MAP,
            "needed": kept.get("needed", 7),
        }
    said = ngettext("%(num)d person is on the map", "%(num)d people are on the map", people) % {"num": people}
    if groups == 1:
        return _("%(said)s. No groups stand out.") % {"said": said}
    unite = len(kept["uniting"]) + len(kept["rejected"])
    text = ngettext(
        "%(said)s, in %(groups)d groups. %(num)d statement unites them.",
        "%(said)s, in %(groups)d groups. %(num)d statements unite them.",
        unite,
    )
    return text % {"said": said, "groups": groups, "num": unite}


def bars_of(kept: Mapping[str, Any], number: int) -> tuple[Bar, ...]:
    """One for each group; for everybody together where there is only one."""
    at = kept["numbers"].index(number)
    groups = kept["groups"]
    if len(groups) < 2:
        return (bar(kept["counts"][at], ""),)
    return tuple(bar(group["counts"][at], LETTERS[index]) for index, group in enumerate(groups))


def bar(counts: list[int], letter: str) -> Bar:
    """Tenths, so that nobody can work out a single person; nothing from fewer than ten answers."""
    answers = sum(counts)
    if answers < ENOUGH:
        return Bar(letter, None, None)
    agree, disagree = round(10 * counts[0] / answers), round(10 * counts[1] / answers)
    return Bar(letter, agree, min(disagree, 10 - agree))


def _faces(step: Step, viewer: Person | None, kept: Mapping[str, Any]) -> dict[int, Faced]:
    """The statements that are told of: one question for all."""
    wanted = {number for name in ("uniting", "rejected", "dividing", "unsure") for number in kept[name]}
    wanted |= {number for group in kept["groups"] for number, _said in group["marks"]}
    if step.state == StepState.CLOSED:  # the result names them all anyway
        unseen = out_of_sight(viewer) if viewer else frozenset[int]()
        found = [one for one in everything(step) if one.stands and one.number in wanted]
        found = [one for one in found if one.comment is None or one.comment.author_id not in unseen]
    else:
        found = list(standing(step, viewer).filter(number__in=wanted).select_related("comment__author"))
    return {one.number: face_of(one, viewer) for one in found}


def _group(kept: Mapping[str, Any], index: int, spread: _Frame, there: Mapping[int, Faced]) -> GroupFace:
    group, a_dot = kept["groups"][index], -(-kept["people"] // MOST_DRAWN)
    dots = [dot for x, y, count in group["dots"] for dot in _heap(spread.at((x, y)), max(round(count / a_dot), 1))]
    return GroupFace(
        LETTERS[index],
        group["size"],
        (spread.at(group["centre"])[0], max(min((y for _x, y in dots), default=0) - BADGE_UP, 54)),
        tuple(dots),
        " ".join("{},{}".format(*spread.at(corner)) for corner in group["hull"]),
        tuple((there[number], said) for number, said in group["marks"] if number in there),
        ngettext("%(num)d person", "%(num)d people", group["size"]) % {"num": group["size"]},
    )


def _heap(middle: tuple[int, int], count: int) -> list[tuple[int, int]]:
    """As in a sunflower: the same for every heap of this size, so no dot tells where anybody stands."""
    return [
        (
            round(middle[0] + APART * (number + 0.5) ** 0.5 * math.cos(number * GOLDEN)),
            round(middle[1] + APART * (number + 0.5) ** 0.5 * math.sin(number * GOLDEN)),
        )
        for number in range(count)
    ]


class _Frame:
    """From the map's own measure to the picture's, the same in both directions, so that distances stay true."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        dots = [(x, y) for group in kept["groups"] for x, y, _count in group["dots"]] or [(0.0, 0.0)]
        self.left, self.right = min(x for x, _y in dots), max(x for x, _y in dots)
        self.low, self.high = min(y for _x, y in dots), max(y for _x, y in dots)
        wide, high = max(self.right - self.left, 1e-6), max(self.high - self.low, 1e-6)
        self.scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)

    def at(self, place: Any) -> tuple[int, int]:
        """Whoever stands outside the crowds is drawn at the edge."""
        x = WIDTH / 2 + (place[0] - (self.left + self.right) / 2) * self.scale
        y = HEIGHT / 2 - (place[1] - (self.low + self.high) / 2) * self.scale
        return round(min(max(x, 40), WIDTH - 40)), round(min(max(y, 40), HEIGHT - 40))
