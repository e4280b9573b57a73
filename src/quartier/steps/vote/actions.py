"""Every write of votes: what an organiser chooses, a vote, and what happens as a step opens and closes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import Actor, Refused
from quartier.api.processes import Proposal, Step, StepState, cast, contents, lock_step, must_manage, options_of
from quartier.api.processes import choose as choose_proposals
from quartier.steps.vote.ballots import checked
from quartier.steps.vote.models import BallotPaper
from quartier.steps.vote.queries import eligible_in, from_json, options_now, proposal_numbers, rules_of, to_json
from quartier.steps.vote.rules import MOST_OPTIONS
from quartier.steps.vote.tally import tally
from quartier.steps.vote.terms import VoteOptions


@transaction.atomic
def choose(step: Step, *, by: Actor, **chosen: Any) -> Step:
    """What the organiser decides about the vote, until it opens."""
    step = lock_step(step)
    must_manage(step.process, by)
    if step.state != StepState.PLANNED:
        raise Refused(_("People are voting by these rules, so they stay as they are."))
    step.options = asdict(VoteOptions(**{**asdict(options_of(step, VoteOptions)), **chosen}))
    step.save(update_fields=["options"])
    return step


def own_options(lines: str, before: list[dict[str, str]]) -> list[dict[str, str]]:
    """One thing a line, each once. A line that was there keeps its key."""
    titles = list(dict.fromkeys(" ".join(line.split())[:200] for line in lines.splitlines() if line.strip()))
    if len(titles) > MOST_OPTIONS:
        raise Refused(_("At most %(most)d things, please.") % {"most": MOST_OPTIONS}, field="own")
    keys = {option["title"]: option["key"] for option in before}
    last = max((int(option["key"][1:]) for option in before), default=0)
    said = []
    for title in titles:
        if title not in keys:
            last += 1
            keys[title] = f"o{last}"
        said.append({"key": keys[title], "title": title})
    return said


@transaction.atomic
def vote(step: Step, *, by: Actor, ballot: dict[str, Any]) -> None:
    """In place of an earlier vote."""
    cast(step, by=by, content=checked(rules_of(step), ballot))


def open_vote(step: Step) -> None:
    """Within the transaction that opens the step: the ballot paper is fixed, and the secret that may have to draw lots."""
    BallotPaper.objects.get_or_create(step=step, defaults={"options": options_now(step, options_of(step, VoteOptions))})


def close_vote(step: Step) -> None:
    """Right after the count, in the same transaction: proposals learn whether they were chosen."""
    result = from_json(step)
    proposals = Proposal.objects.filter(process=step.process_id, pk__in=proposal_numbers(list(result.rules.keys)))
    numbers = proposal_numbers([line.key for line in result.chosen])
    if result.is_decided:
        choose_proposals([proposal for proposal in proposals if proposal.pk in numbers], of=proposals)


def count_votes(step: Step) -> dict[str, Any]:
    """Within the transaction that closes the step. What is no valid ballot (nobody but a wrong programme wrote it) isn't counted."""
    paper = BallotPaper.objects.get(step=step)
    rules = rules_of(step, paper)
    valid = []
    for content in contents(step):
        try:
            valid.append(checked(rules, content))
        except Refused:
            continue
    return to_json(tally(rules, valid, eligible=eligible_in(step), secret=paper.secret), paper.secret)
