"""What is voted on in a step, by which rules, and what came of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from quartier.api.processes import Proposal, Step, options_of
from quartier.steps.vote.drawing import promise_of
from quartier.steps.vote.models import BallotPaper
from quartier.steps.vote.rules import MOST_OPTIONS, Majority, Option, Rules, Sort
from quartier.steps.vote.tally import Line, Tally, tally
from quartier.steps.vote.terms import OWN, PROPOSALS, QUESTION, VoteOptions

NOT_FEASIBLE = "not_feasible"


def paper_of(step: Step) -> BallotPaper | None:
    return BallotPaper.objects.filter(step=step).first()


def rules_of(step: Step, paper: BallotPaper | None = None) -> Rules:
    """As they were fixed when it opened; before, as they would be now."""
    chosen = options_of(step, VoteOptions)
    paper = paper or paper_of(step)
    said = paper.options if paper else options_now(step, chosen)
    return Rules(
        sort=Sort(chosen.sort),
        options=tuple(Option(key=option["key"], title=option["title"]) for option in said),
        most=chosen.most,
        most_each=chosen.most_each,
        chosen=chosen.chosen,
        majority=Majority(chosen.majority),
        quorum_percent=chosen.quorum_percent,
        quorum_number=chosen.quorum_number,
    )


def options_now(step: Step, chosen: VoteOptions) -> list[dict[str, str]]:
    if chosen.about == PROPOSALS:
        return [{"key": f"p{proposal.pk}", "title": proposal.title} for proposal in proposals_of(step)]
    if chosen.about == OWN:
        return list(chosen.own)
    return [{"key": QUESTION, "title": step.process.question or step.process.title}]


def proposals_of(step: Step) -> list[Proposal]:
    """Those that stand for themselves and can be done, the oldest first."""
    there = Proposal.objects.filter(process=step.process_id, withdrawn=None, merged_into=None)
    return list(there.exclude(feasibility=NOT_FEASIBLE).order_by("pk")[: MOST_OPTIONS + 1])


def proposal_numbers(keys: list[str]) -> tuple[int, ...]:
    """The proposals among what was voted on."""
    return tuple(int(key[1:]) for key in keys if key.startswith("p") and key[1:].isdigit())


def eligible_in(step: Step) -> int:
    """How many may vote; nobody knows where everybody may, whoever comes."""
    return 0 if step.is_for_all else step.process.electors_count


def to_json(result: Tally, secret: str) -> dict[str, Any]:
    """A result as it is kept with the step."""
    said = asdict(result)
    del said["rules"]
    return {**said, "secret": secret if result.lots else ""}


def from_json(step: Step) -> Tally:
    """What was counted; of a vote that was never opened, and so has nothing counted, that nobody voted."""
    if "lines" not in step.tally:
        return tally(rules_of(step), (), eligible=eligible_in(step), secret="")
    kept = {name: value for name, value in step.tally.items() if name != "secret"}
    lines = tuple(Line(**line) for line in kept.pop("lines"))
    return Tally(rules=rules_of(step), lines=lines, lots=tuple(kept.pop("lots")), **kept)


def secret_of(step: Step) -> tuple[str, str]:
    """The secret by which lots were drawn, and what was published of it before; empty where none were drawn."""
    secret = step.tally.get("secret", "")
    return secret, promise_of(secret) if secret else ""
