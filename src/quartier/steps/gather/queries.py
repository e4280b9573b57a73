"""What was said so far, and what of it speaks of the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch

from quartier.api import Person, how_alike, out_of_sight, visible
from quartier.api.processes import Proposal, Step, hands_of

ALIKE = 0.6
MOST_SHOWN = 300
MOST_SUGGESTED = 4


@dataclass(frozen=True)
class Need:
    """One line of the list: a sentence of its own, or several that were put together."""

    proposal: Proposal
    author: Person | None
    parts: tuple[Proposal, ...]
    support: int
    hands: tuple[Person, ...]
    is_mine: bool
    supports: bool  # the viewer does
    helps: bool

    @property
    def is_group(self) -> bool:
        return bool(self.parts)

    @property
    def weight(self) -> int:
        return self.support + len(self.parts)


def needs_of(step: Step, viewer: Person | None) -> list[Need]:
    """Everything that stands for itself, groups first, then the newest; four queries, however much there is."""
    merged = Prefetch("merged", Proposal.objects.filter(withdrawn=None).select_related("author").order_by("pk"))
    found = visible(viewer, step.process.proposals.filter(withdrawn=None, merged_into=None))
    proposals = list(found.select_related("author").prefetch_related(merged).order_by("-pk")[:MOST_SHOWN])
    hands, eyes = hands_of(proposals), _Eyes(step, viewer)
    lines = [_line(one, hands[one.pk], eyes) for one in proposals]
    return sorted(lines, key=lambda line: (not line.is_group, -line.weight if line.is_group else 0))


def ungrouped(step: Step) -> list[Proposal]:
    """For those who put them together: what stands alone, the oldest first."""
    alone = step.process.proposals.filter(withdrawn=None, merged_into=None, merged=None)
    return list(alone.select_related("author").order_by("pk")[:MOST_SHOWN])


def alike_to(words: str, step: Step, viewer: Person | None) -> list[Proposal]:
    """ "Is this it?" for whoever is about to say something: the most alike first."""
    there = visible(viewer, step.process.proposals.filter(withdrawn=None, merged_into=None)).order_by("-pk")[
        :MOST_SHOWN
    ]
    scored = [(how_alike(words, f"{one.title} {one.text}"), one) for one in there]
    best = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [one for _score, one in best[:MOST_SUGGESTED]]


@dataclass
class Cluster:
    """What may belong together, and the word they share."""

    needs: list[Proposal] = field(default_factory=list)

    @property
    def name(self) -> str:
        """A first proposal for a title: the shortest of them says it best."""
        return min((need.title for need in self.needs), key=len)


def clusters(needs: Sequence[Proposal]) -> list[Cluster]:
    """Each is put to the first that it is like. The largest first; what is like nothing comes last, one by one."""
    found: list[Cluster] = []
    for need in needs:
        home = next((one for one in found if any(_like(need, other) for other in one.needs)), None)
        if home is None:
            home = Cluster()
            found.append(home)
        home.needs.append(need)
    return sorted(found, key=lambda cluster: -len(cluster.needs))


def turnout_of(step: Step) -> Counter[str]:
    return Counter(step.participations.values_list("channel", flat=True))


def _like(one: Proposal, other: Proposal) -> bool:
    return how_alike(f"{one.title} {one.text}", f"{other.title} {other.text}") >= ALIKE


class _Eyes:
    """What the list needs to know of whoever looks."""

    def __init__(self, step: Step, viewer: Person | None) -> None:
        of_step, self.viewer = step.process.proposals, viewer
        self.unseen = frozenset(out_of_sight(viewer)) if viewer else frozenset()
        self.mine = set(of_step.filter(authors__person=viewer).values_list("pk", flat=True)) if viewer else set()
        self.supports = set(of_step.filter(supports__person=viewer).values_list("pk", flat=True)) if viewer else set()


def _line(one: Proposal, hands: list[Person], eyes: _Eyes) -> Need:
    seen = tuple(person for person in hands if person.pk not in eyes.unseen)
    parts = tuple(part for part in one.merged.all() if part.author_id not in eyes.unseen)
    return Need(
        one,
        one.author,
        parts,
        one.support_count,
        seen,
        one.pk in eyes.mine,
        one.pk in eyes.supports,
        eyes.viewer in seen,
    )
