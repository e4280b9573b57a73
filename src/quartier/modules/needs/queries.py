"""What is read: rounds, what was said in them, how it was weighed, which module fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from quartier.api import ModuleDecision, ModuleFace, Person, Prepared, how_alike, modules_here, reviews_due, visible
from quartier.api.processes import Process, ProcessState, Proposal, hands_of
from quartier.modules.needs.models import Review, Verdict
from quartier.modules.needs.terms import REVIEW, ROUND

UNDER_WAY = (ProcessState.DRAFT, ProcessState.PLANNED, ProcessState.RUNNING, ProcessState.WAITING)
FITS = 0.34
OWN = "needs"  # this module itself is never up for decision in a round: it is the door

_waiting = Prepared(lambda waiting, kinds: Process.objects.filter(state=waiting, template__in=kinds).order_by("pk"))


def rounds(viewer: Person | None) -> QuerySet[Process]:
    """Those that somebody may see, the newest first."""
    return visible(viewer, Process.objects.filter(template=ROUND)).prefetch_related("steps").order_by("-pk")


def round_under_way() -> Process | None:
    return Process.objects.filter(template=ROUND, state__in=UNDER_WAY).order_by("-pk").first()


def to_put_together(found: Iterable[Process]) -> dict[int, int]:
    """round → its step of gathering, while what was said may still be put together: until it is weighed."""
    steps = {process.pk: sorted(process.steps.all(), key=lambda step: step.order) for process in found}
    return {
        pk: first.pk
        for pk, (first, *later) in ((pk, of_one) for pk, of_one in steps.items() if of_one)
        if first.kind == "gather" and first.state != "planned" and all(step.state == "planned" for step in later)
    }


def waiting_for_a_decision() -> list[Process]:
    """Rounds and reviews whose last step is over."""
    return list(_waiting(ProcessState.WAITING, [ROUND, REVIEW]))


@dataclass(frozen=True)
class Line:
    """One need, as those see it who decide."""

    proposal: Proposal
    parts: tuple[Proposal, ...]
    points: int
    voters: int
    hands: tuple[Person, ...]
    verdict: Verdict | None
    fitting: tuple[ModuleFace, ...]

    @property
    def people(self) -> int:
        """How many stand behind it: who said it, each slip without a name, and who says "me too"."""
        said = self.parts or (self.proposal,)
        named = {one.author_id for one in said if one.author_id}
        return self.proposal.support_count + len(named) + sum(one.author_id is None for one in said)


def modules_for_a_round() -> list[ModuleFace]:
    """What a need can be met with."""
    return [face for face in modules_here() if face.slug != OWN]


def lines_of(process: Process, faces: list[ModuleFace] | None = None) -> list[Line]:
    """Every need that stands for itself, the weightiest first. `faces`: where a page has asked for them already."""
    there = list(process.proposals.filter(withdrawn=None).order_by("pk"))
    proposals = [one for one in there if one.merged_into_id is None]
    parts = {one.pk: tuple(part for part in there if part.merged_into_id == one.pk) for one in proposals}
    for one in proposals:
        one.process = process
    hands, given = hands_of(proposals), points_of(process)
    verdicts = {verdict.proposal_id: verdict for verdict in Verdict.objects.filter(proposal__in=proposals)}
    faces = modules_for_a_round() if faces is None else faces
    lines = [
        Line(
            one,
            parts[one.pk],
            *given.get(one.pk, (0, 0)),
            tuple(hands[one.pk]),
            verdicts.get(one.pk),
            tuple(fitting(one, faces, parts[one.pk])),
        )
        for one in proposals
    ]
    return sorted(lines, key=lambda line: (-line.points, -line.people, line.proposal.pk))


def line_of(proposal: Proposal, faces: list[ModuleFace] | None = None) -> Line | None:
    return next((line for line in lines_of(proposal.process, faces) if line.proposal.pk == proposal.pk), None)


def points_of(process: Process) -> dict[int, tuple[int, int]]:
    """proposal → points and how many gave some, as the vote counted them: `Step.tally` of the kind "vote"."""
    found: dict[int, tuple[int, int]] = {}
    for step in process.steps.filter(kind="vote"):
        for line in step.tally.get("lines", ()):
            key = str(line.get("key", ""))
            if key.startswith("p") and key[1:].isdigit():
                found[int(key[1:])] = (int(line.get("points", 0)), int(line.get("voters", 0)))
    return found


def fitting(proposal: Proposal, faces: list[ModuleFace], parts: Iterable[Proposal] = ()) -> list[ModuleFace]:
    """Modules that say of themselves that they meet this; the best fit first."""
    said = " ".join([proposal.title, proposal.text, *(part.title for part in parts)])
    scored = [(_fit(said, face), face) for face in faces if face.serves]
    return [face for score, face in sorted(scored, key=lambda pair: -pair[0]) if score >= FITS][:3]


def _fit(said: str, face: ModuleFace) -> float:
    """The best of the words and sentences that a module names."""
    if face.serves is None:
        return 0.0
    named = [str(face.name), *re.split("[,;]", str(face.serves.words)), *(str(need) for need in face.serves.needs)]
    return max(how_alike(word, said) for word in named)


def due_reviews() -> list[ModuleDecision]:
    """Decisions whose day has come and about which nobody asks yet."""
    asked = set(Review.objects.filter(Q(stays=None)).values_list("slug", flat=True))
    return [decision for decision in reviews_due() if decision.slug not in asked and decision.slug != OWN]


def months_ahead(months: int) -> date:
    today = timezone.localdate()
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return today.replace(year=year, month=month + 1, day=min(today.day, 28))
