"""Whoever began something may vanish: the group ends, the association closes, somebody moves away. Nothing is lost by it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from quartier.kernel.contract import Verb
from quartier.kernel.entries.sharing import share, unshare
from quartier.kernel.groups.models import Group
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.models import Person
from quartier.kernel.processes.events import note
from quartier.kernel.processes.locking import lock
from quartier.kernel.processes.models import Process, ProcessState
from quartier.kernel.processes.page import answer_url
from quartier.kernel.processes.people import answerers_of, organisers_of, participants, trustees
from quartier.kernel.processes.proposal_models import Proposal, ProposalState
from quartier.kernel.terms.process import ANSWER_DUE, ANSWER_LATE, PROCESS_ORPHANED

OVER = (ProcessState.ANSWERED, ProcessState.ENDED)
REMIND_BEFORE = timedelta(days=7)


def look_after_processes(now: datetime) -> None:
    """The job: finds what nobody looks after any more, and asks for answers that are due."""
    for process in Process.objects.exclude(state__in=OVER).select_related("group", "organisation"):
        has_organiser = bool(organisers_of(process))
        if has_organiser == (process.orphaned is not None):
            _hand_over(process, now, is_orphan=not has_organiser)
    for process in Process.objects.filter(state=ProcessState.WAITING, answer_due__lte=now + REMIND_BEFORE):
        _ask_for_answer(process, now)


@transaction.atomic
def let_go_of_group(group: Group) -> None:
    """Before a group ends: its processes become the quarter's, their drafts too."""
    for found in Process.objects.filter(group=group):
        process = lock(found)
        process.was_of, process.group = group.name, None
        process.orphaned = process.orphaned or timezone.now()
        process.save(update_fields=["was_of", "group", "orphaned", "changed"])
        note(process, "orphaned", was_of=group.name)
        _share_all(process)
        _tell_trustees(process)


@transaction.atomic
def let_go_of_person(person: Person, *, is_erased: bool) -> None:
    """When somebody leaves or is erased: what others carry too stays, without their name; the rest goes along."""
    theirs = Proposal.objects.filter(authors__person=person).select_related("process")
    for proposal in theirs.exclude(merged_into__in=theirs.values("pk")):
        _let_go_of_proposal(proposal, person, is_erased=is_erased)
    if is_erased:
        _drop_drafts(person)


def _let_go_of_proposal(proposal: Proposal, person: Person, *, is_erased: bool) -> None:
    """What became part of it first: a part that goes no longer holds the whole."""
    for part in proposal.merged.filter(authors__person=person).select_related("process"):
        _let_go_of_proposal(part, person, is_erased=is_erased)
    others = proposal.authors.exclude(person=person).order_by("since", "pk").select_related("person")
    heir = next((author.person for author in others if author.person.is_member), None)
    if heir is not None or not _is_theirs_alone(proposal, person):
        proposal.author = heir
        proposal.save(update_fields=["author", "changed"])
        share(proposal, by=None, verb=Verb.CHANGED)
    elif is_erased:
        unshare(proposal)
        proposal.delete()


def _drop_drafts(person: Person) -> None:
    """What somebody never asked anybody goes with them; a draft of a group or an organisation is theirs."""
    for process in Process.objects.filter(author=person, state=ProcessState.DRAFT, group=None, organisation=None):
        for shared in (*process.proposals.all(), process):
            unshare(shared)
        process.delete()


def _is_theirs_alone(proposal: Proposal, person: Person) -> bool:
    """Nobody supports it, nothing was decided about it, nothing was merged into it."""
    is_early = proposal.state in {ProposalState.COLLECTED, ProposalState.DISCUSSED}
    return is_early and not proposal.supports.exclude(person=person).exists() and not proposal.merged.exists()


@transaction.atomic
def _hand_over(process: Process, now: datetime, *, is_orphan: bool) -> None:
    process = lock(process)
    process.orphaned = now if is_orphan else None
    process.save(update_fields=["orphaned", "changed"])
    note(process, "orphaned" if is_orphan else "looked_after")
    share(process, by=None, verb=Verb.CHANGED)
    if is_orphan:
        _tell_trustees(process)


def _share_all(process: Process) -> None:
    share(process, by=None, verb=Verb.CHANGED)
    for proposal in process.proposals.all():
        proposal.process = process
        share(proposal, by=None, verb=Verb.CHANGED)


def _tell_trustees(process: Process) -> None:
    once = f"{process.pk}:{process.orphaned:%Y%m%d%H%M%S}"
    url = reverse("roles:page") if process.is_for_young else process.url  # somebody must be chosen for their space
    tell(trustees(), PROCESS_ORPHANED, url=url, title=process.title, once=once)


@transaction.atomic
def _ask_for_answer(process: Process, now: datetime) -> None:
    """A week before, on the day, and then each week; once it is late, those who wait for it hear that, too."""
    if process.answer_due is None:
        return
    late = (now - process.answer_due).days // 7 if now >= process.answer_due else -1
    once = f"{process.pk}:{process.answer_due:%Y%m%d}:{late}"
    url = answer_url(process) if process.is_for_young else process.url  # an office doesn't come into their space
    tell(answerers_of(process), ANSWER_DUE, url=url, title=process.title, once=once)
    if late >= 0:
        tell(participants(process), ANSWER_LATE, url=process.url, title=process.title, once=f"{process.pk}")
