"""What was said so far, and what of it speaks of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from quartier.api import Person, how_alike, out_of_sight, visible
from quartier.api.processes import Proposal, ProposalAuthor, Step, Support, hands_of

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
    """Everything that stands for itself, groups first, then the newest; two queries, however much there is."""
    there = step.process.proposals.filter(withdrawn=None)
    shown = visible(viewer, there.filter(merged_into=None)).order_by("-pk")[:MOST_SHOWN].values("pk")
    found = there.filter(Q(pk__in=shown) | Q(merged_into__in=shown)).select_related("author").order_by("-pk")
    proposals = list(
        found.annotate(is_mine=_of_viewer(ProposalAuthor, viewer), is_supported=_of_viewer(Support, viewer))
    )
    heads, parts = (
        [one for one in proposals if one.merged_into_id is None],
        defaultdict[int | None, list[Proposal]](list),
    )
    for one in reversed(proposals):
        parts[one.merged_into_id].append(one)
    hands, unseen = hands_of(heads), frozenset(out_of_sight(viewer)) if viewer else frozenset[int]()
    lines = [_line(one, parts[one.pk], hands[one.pk], viewer, unseen) for one in heads]
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


def _like(one: Proposal, other: Proposal) -> bool:
    return how_alike(f"{one.title} {one.text}", f"{other.title} {other.text}") >= ALIKE


def _of_viewer(model: type[ProposalAuthor | Support], viewer: Person | None) -> Exists:
    return Exists(model.objects.filter(proposal=OuterRef("pk"), person=viewer and viewer.pk))


def _line(
    one: Proposal, parts: list[Proposal], hands: list[Person], viewer: Person | None, unseen: frozenset[int]
) -> Need:
    seen = tuple(person for person in hands if person.pk not in unseen)
    return Need(
        proposal=one,
        author=one.author,
        parts=tuple(part for part in parts if part.author_id not in unseen),
        support=one.support_count,
        hands=seen,
        is_mine=one.is_mine,  # type: ignore[attr-defined]
        supports=one.is_supported,  # type: ignore[attr-defined]
        helps=viewer in seen,
    )
