"""What is read: the ideas of a process, filtered and in the order that somebody chose. All of it stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from django.db.models import ExpressionWrapper, F, FloatField, QuerySet

from quartier.api import Box, Person, Pin, home_of, stems_of, visible
from quartier.api.processes import Process, Proposal, Support
from quartier.steps.ideas.models import IdeaWord
from quartier.steps.ideas.terms import PAGE

PLACES = ("none", "in", "out")
ORDERS = ("new", "mixed", "near", "liked")
MODULUS = (
    2**31 - 1
)  # a prime, whose square a database still holds: numbers multiplied and squared below it are as if drawn


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see. Rubbish in an address is left out."""

    words: str = ""
    order: str = "new"
    origin: str = ""
    state: str = ""
    is_mine: bool = False
    box: Box | None = None
    place: str = ""  # "none", or "in" and "out" of the area that is asked about
    seed: int = 0  # of the mixed order
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str], viewer: Person | None) -> "Wish":
        order = asked.get("sort", "")
        return cls(
            words=asked.get("q", "").replace("\x00", "")[:200],
            order=order if order in ORDERS else "new",
            origin=asked.get("from", ""),
            state=asked.get("state", ""),
            is_mine=viewer is not None and asked.get("mine") == "yes",
            box=Box.from_word(asked.get("box", "")),
            place=asked.get("place", "") if asked.get("place") in PLACES else "",
            seed=_number(asked.get("seed", "")) or (viewer.pk * 7_919 + 104_729 if viewer else 0),
            page=max(1, min(_number(asked.get("page", "")), 100_000)),
        )

    @property
    def is_filtered(self) -> bool:
        plain = replace(self, order="new", seed=0, page=1)
        return plain != Wish()


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else 0


def all_of(process: Process, viewer: Person | None) -> QuerySet[Proposal]:
    """Those that stand for themselves and that `viewer` may see."""
    return visible(viewer, Proposal.objects.filter(process=process, merged_into=None, withdrawn=None))


def wanted(process: Process, viewer: Person | None, wish: Wish) -> QuerySet[Proposal]:
    """Filtered; the order comes last, so that counting needs none."""
    found = all_of(process, viewer)
    for stem in dict.fromkeys(stem for word in wish.words.split()[:12] for stem in stems_of(word)[:1]):
        found = found.filter(pk__in=IdeaWord.objects.filter(process=process, word=stem).values("proposal"))
    if wish.origin:
        found = found.filter(origin=wish.origin)
    if wish.state:
        found = found.filter(feasibility="feasible") if wish.state == "feasible" else found.filter(state=wish.state)
    if wish.is_mine and viewer is not None:
        found = found.filter(authors__person=viewer)
    if wish.box:
        west, south, east, north = wish.box
        found = found.filter(latitude__range=(south, north), longitude__range=(west, east))
    if wish.place == "none":
        found = found.filter(latitude=None)
    elif wish.place:
        found = found.filter(latitude__isnull=False, lies_outside=wish.place == "out")
    return found


def ordered(found: QuerySet[Proposal], viewer: Person | None, wish: Wish) -> QuerySet[Proposal]:
    if wish.order == "liked":
        return found.order_by(-(F("support_count") + F("support_elsewhere")), "-pk")
    if wish.order == "mixed":
        factor = wish.seed * 48_271 % MODULUS or 1
        drawn = (F("pk") * factor + wish.seed) % MODULUS
        return found.order_by(drawn * drawn % MODULUS, "pk")
    home = home_of(viewer) if wish.order == "near" and viewer else None
    if home is None:
        return found.order_by("-created", "-pk")
    across = cos(radians(home.latitude))
    north, east = F("latitude") - home.latitude, (F("longitude") - home.longitude) * across
    away = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    return found.annotate(away=away).order_by(F("away").asc(nulls_last=True), "-pk")


def pins_of(found: QuerySet[Proposal]) -> list[Pin]:
    """Where they lie: three numbers for each, in one question."""
    rows = found.filter(latitude__isnull=False, longitude__isnull=False).order_by()
    return list(rows.values_list("pk", "latitude", "longitude"))  # type: ignore[arg-type]


def page_of(found: QuerySet[Proposal], viewer: Person | None, wish: Wish) -> list[Proposal]:
    """One page, and one more where there is a next."""
    first = (wish.page - 1) * PAGE
    return list(ordered(found, viewer, wish).select_related("author", "place")[first : first + PAGE + 1])


def supported_by(viewer: Person | None, proposals: list[Proposal]) -> set[int]:
    if viewer is None or not proposals:
        return set()
    mine = Support.objects.filter(person=viewer, proposal__in=[proposal.pk for proposal in proposals])
    return set(mine.values_list("proposal", flat=True))


def in_order(found: QuerySet[Proposal], numbers: Sequence[int]) -> list[Proposal]:
    """Those of `numbers` that are among `found`, in the order of the numbers."""
    there = {one.pk: one for one in found.filter(pk__in=numbers).select_related("place")} if numbers else {}
    return [there[number] for number in numbers if number in there]


def by_number(numbers: list[int]) -> dict[int, Proposal]:
    found = Proposal.objects.filter(pk__in=numbers).select_related("author", "place")
    return {one.pk: one for one in found}
