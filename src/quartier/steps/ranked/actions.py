"""Every write of ranked votes: what an organiser chooses, who stands, a vote, and what happens as a step opens and closes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import Actor, Person, Refused, tell
from quartier.api.processes import Proposal, Step, StepState, cast, count_progress, lock_step, must_manage, options_of
from quartier.api.processes import choose as choose_proposals
from quartier.steps.ranked.ballots import checked
from quartier.steps.ranked.models import BallotPaper, Candidate
from quartier.steps.ranked.queries import (
    candidacy_of,
    eligible_in,
    kinds_of_ballots,
    numbers_of_chosen,
    proposals_of,
    rules_of,
    takes_people,
    tally_of,
)
from quartier.steps.ranked.rules import MOST_CANDIDATES
from quartier.steps.ranked.tally import tallied, to_json
from quartier.steps.ranked.terms import (
    ASKED_TO_STAND,
    LONGEST_NAME,
    LONGEST_TEXT,
    OWN,
    PROPOSALS,
    RankedOptions,
)


@transaction.atomic
def choose(step: Step, *, by: Actor, **chosen: Any) -> Step:
    """What the organiser decides about the vote, until it opens."""
    step = _still_planned(step, by)
    step.options = asdict(RankedOptions(**{**asdict(options_of(step, RankedOptions)), **chosen}))
    step.save(update_fields=["options"])
    return step


def own_list(lines: str) -> list[str]:
    """One thing a line, each once."""
    titles = list(dict.fromkeys(" ".join(line.split())[:LONGEST_NAME] for line in lines.splitlines() if line.strip()))
    if len(titles) > MOST_CANDIDATES:
        raise Refused(_("At most %(most)d things, please.") % {"most": MOST_CANDIDATES}, field="own")
    return titles


@transaction.atomic
def ask_to_stand(step: Step, person: Person, *, by: Actor) -> Candidate:
    """The organiser proposes somebody. They stand only when they say yes themselves; until then nobody else sees it."""
    step = _still_planned(step, by)
    must_take_people(step)
    there = candidacy_of(step, person)
    if there is not None:
        return there
    candidate = _added(step, person=person, asked_by=by.person)
    tell(
        [person],
        ASKED_TO_STAND,
        by=by.person,
        url=reverse("ranked:stand", kwargs={"pk": step.pk}),
        title=step.process.title,
    )
    return candidate


@transaction.atomic
def stand(step: Step, *, by: Actor, text: str) -> Candidate:
    """Somebody says yes, asked or unasked, in their own name alone."""
    step = lock_step(step)
    must_take_people(step)
    if by.for_person is not None or not by.person.is_member:
        raise Refused(_("Neighbours stand in their own name."))
    if step.state != StepState.PLANNED:
        raise Refused(_("The ballot is fixed: people are voting."))
    candidate = candidacy_of(step, by.person) or _added(step, person=by.person)
    candidate.text = text.strip()[:LONGEST_TEXT]
    candidate.confirmed, candidate.withdrawn = timezone.now(), None
    candidate.save(update_fields=["text", "confirmed", "withdrawn"])
    return candidate


@transaction.atomic
def step_back(step: Step, *, by: Actor) -> None:
    """At any time until the end: whoever was asked says no, whoever stands withdraws. Ballots given already close up."""
    step = lock_step(step)
    if by.for_person is not None:
        raise Refused(_("Neighbours stand in their own name."))
    candidate = candidacy_of(step, by.person)
    if candidate is None:
        return
    if step.state == StepState.CLOSED or step.counting is not None:
        raise Refused(_("It has been counted already."))
    if step.state == StepState.PLANNED:
        candidate.delete()
        return
    candidate.withdrawn = candidate.withdrawn or timezone.now()
    candidate.save(update_fields=["withdrawn"])


@transaction.atomic
def vote(step: Step, *, by: Actor, ballot: dict[str, Any]) -> None:
    """In place of an earlier vote."""
    cast(step, by=by, content=checked(rules_of(step), ballot))


def open_vote(step: Step) -> None:
    """Within the transaction that opens the step: who can be chosen is fixed, and the secret that may have to draw lots."""
    chosen = options_of(step, RankedOptions)
    _paper, is_new = BallotPaper.objects.get_or_create(step=step)
    if not is_new:
        return
    rows = Candidate.objects.filter(step=step)
    if not takes_people(step):
        rows.delete()
    rows.filter(confirmed=None, person__isnull=False).delete()  # who never said yes doesn't stand
    if chosen.about == OWN:
        made = [Candidate(step=step, number=number, title=title) for number, title in enumerate(chosen.own, 1)]
    elif chosen.about == PROPOSALS:
        there = enumerate(proposals_of(step), 1)
        made = [Candidate(step=step, number=number, title=one.title, proposal=one) for number, one in there]
    else:
        made = []
    Candidate.objects.bulk_create(made)


def count_votes(step: Step) -> dict[str, Any]:
    """Only reads. What is no valid ballot (nobody but a wrong programme wrote it) isn't counted."""
    rules, valid, invalid = rules_of(step), [], 0
    for content, number in kinds_of_ballots(step):
        try:
            valid.append((checked(rules, content), number))
        except Refused:
            invalid += number
    paper = BallotPaper.objects.get(step=step)
    progress, eligible = count_progress(step), eligible_in(step)
    tally = tallied(rules, valid, eligible=eligible, seed=paper.secret, invalid=invalid, progress=progress)
    return to_json(tally)


def close_vote(step: Step) -> None:
    """Right after the count, in the same transaction: proposals learn whether they were chosen."""
    tally = tally_of(step)
    numbers = numbers_of_chosen(step, tally)
    rows = Candidate.objects.filter(step=step, proposal__isnull=False).values("proposal")
    proposals = Proposal.objects.filter(pk__in=rows, withdrawn=None, merged_into=None)
    if tally.is_decided:
        choose_proposals([one for one in proposals if one.pk in numbers], of=proposals)


def must_take_people(step: Step) -> None:
    if not takes_people(step):
        raise Refused(_("In this vote nobody stands: it is about things."))


def _still_planned(step: Step, by: Actor) -> Step:
    step = lock_step(step)
    must_manage(step.process, by)
    if step.state != StepState.PLANNED:
        raise Refused(_("People are voting by these rules, so they stay as they are."))
    return step


def _added(step: Step, **details: Any) -> Candidate:
    """Within the lock of the step, so that no number is given twice."""
    there = Candidate.objects.filter(step=step).aggregate(last=Max("number"))
    if Candidate.objects.filter(step=step).count() >= MOST_CANDIDATES:
        raise Refused(_("At most %(most)d candidates, please.") % {"most": MOST_CANDIDATES})
    return Candidate.objects.create(step=step, number=(there["last"] or 0) + 1, **details)
