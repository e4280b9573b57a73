"""What the page of one proposal shows, for one reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from markupsafe import Markup

from quartier.kernel.comments.thread import CommentThread, comments_on
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.visibility import visible_or_404
from quartier.kernel.files.models import StoredFile
from quartier.kernel.people.models import Person
from quartier.kernel.places.homes import minutes_to
from quartier.kernel.places.maps import MapPart, map_around
from quartier.kernel.places.models import Place
from quartier.kernel.processes.models import Step, StepState
from quartier.kernel.processes.page import process_or_404
from quartier.kernel.processes.proposal_models import (
    Feasibility,
    Proposal,
    ProposalAuthor,
    ProposalChange,
    ProposalState,
    Support,
)
from quartier.kernel.processes.rights import may_answer, may_manage, why_not
from quartier.kernel.requests import person_of
from quartier.kernel.roles.sight import out_of_sight
from quartier.kernel.step_contract import StepWord
from quartier.kernel.text.markup import rich
from quartier.ui.distances import on_foot
from quartier.ui.money import euros

OPEN_TO_SUPPORT = (StepWord.COLLECT, StepWord.DISCUSS)
TONES = {Feasibility.FEASIBLE: "good", Feasibility.NOT_FEASIBLE: "warn", Feasibility.UNCHECKED: "neutral"}


@dataclass(frozen=True)
class ProposalPage:
    """What the template "processes/proposal.html" shows; put it into the context as `page`."""

    proposal: Proposal
    entry: Entry | None  # None: withdrawn, or part of another
    text: Markup
    reasons: Markup
    authors: Sequence[str]
    others: int  # authors whose names the reader doesn't see
    where: str
    cost: str
    photos: Sequence[StoredFile]
    map: MapPart | None
    comments: CommentThread | None
    history: Sequence[ProposalChange]
    parts: Sequence[Proposal]  # what was merged into it
    has_supported: bool
    why_not: str | None  # why the reader can't support it; None: supporting is over or not begun
    is_own: bool
    may_change: bool
    may_manage: bool
    may_check: bool

    @property
    def tone(self) -> str:
        return TONES[Feasibility(self.proposal.feasibility)]


def proposal_or_404(viewer: Person | None, pk: int) -> tuple[Proposal, Entry | None]:
    """The proposal, if the viewer may see it; one that is gone or part of another, if they may see its process."""
    mine = Support.objects.filter(proposal=OuterRef("pk"), person=viewer)
    found = Proposal.objects.select_related(
        "process__group", "process__organisation", "author", "place", "merged_into", "checked_by"
    )
    proposal = found.annotate(is_mine=Exists(mine)).filter(pk=pk).first()
    if proposal is None:
        raise Http404
    if proposal.is_there:
        return proposal, visible_or_404(viewer, proposal)
    process_or_404(viewer, proposal.process_id)
    return proposal, None


def proposal_page(request: HttpRequest, pk: int) -> ProposalPage:
    viewer = person_of(request)
    proposal, entry = proposal_or_404(viewer, pk)
    authors = list(ProposalAuthor.objects.filter(proposal=proposal).select_related("person").order_by("pk"))
    manages = may_manage(proposal.process, viewer)
    is_own = viewer is not None and any(author.person_id == viewer.pk for author in authors)
    place = proposal.place or _spot(proposal)
    step = step_to_support(proposal)
    hidden = out_of_sight(viewer)
    shown = [author.person for author in authors if author.person_id not in hidden and author.person.standing != "left"]
    return ProposalPage(
        proposal=proposal,
        entry=entry,
        text=rich(proposal.text),
        reasons=rich(proposal.reasons),
        authors=[person.name_for(viewer) for person in shown],
        others=len(authors) - len(shown),
        where=_where(place, viewer) if proposal.place else "",
        cost="" if proposal.cost_cents is None else euros(proposal.cost_cents),
        photos=_photos(entry, viewer),
        map=map_around(place),
        comments=comments_on(entry, viewer) if entry else None,
        history=_history(proposal),
        parts=_parts(proposal, authors, manages=manages),
        has_supported=proposal.is_mine,  # type: ignore[attr-defined]
        why_not=None if step is None or entry is None else why_not(step, viewer),
        is_own=is_own,
        may_change=is_own and proposal.state in {"collected", "discussed"} and not proposal.process.is_over,
        may_manage=manages,
        may_check=may_answer(proposal.process, viewer),
    )


def step_to_support(proposal: Proposal) -> Step | None:
    """The open step in which proposals are collected or discussed."""
    for step in Step.objects.filter(process=proposal.process_id, state=StepState.OPEN).order_by("order"):
        step.process = proposal.process
        if step.of_kind.word in OPEN_TO_SUPPORT:
            return step
    return None


def _spot(proposal: Proposal) -> Place | None:
    """A pin without a name, as imports bring it."""
    if proposal.latitude is None:
        return None
    return Place(name=proposal.title[:100], latitude=proposal.latitude, longitude=proposal.longitude)


def _where(place: Place | None, viewer: Person | None) -> str:
    minutes = minutes_to(place, viewer) if place else None
    return f"{place} · {on_foot(minutes)}" if minutes else str(place or "")


def _photos(entry: Entry | None, viewer: Person | None) -> Sequence[StoredFile]:
    if entry is None:
        return ()
    files = StoredFile.objects.filter(entry=entry).order_by("position", "pk")
    own = viewer.pk if viewer else None
    return [file for file in files if file.is_picture and (file.hidden is None or file.owner_id == own)]


def _history(proposal: Proposal) -> Sequence[ProposalChange]:
    """Nothing to tell before anything happened."""
    if proposal.state == ProposalState.COLLECTED:
        return ()
    return list(proposal.history.all())


def _parts(proposal: Proposal, authors: Sequence[ProposalAuthor], *, manages: bool) -> Sequence[Proposal]:
    if not manages and not any(author.came_with_id for author in authors):
        return ()
    return list(proposal.merged.order_by("pk"))


def context_of(request: HttpRequest, pk: int, **more: Any) -> dict[str, Any]:
    page = proposal_page(request, pk)
    return {"page": page, "proposal": page.proposal, "process": page.proposal.process, **more}
