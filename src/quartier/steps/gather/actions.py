"""What people say in this step, and how those who look after it put together what belongs together, and part it again."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import Actor, Person, Refused, one_line
from quartier.api.processes import (
    Channel,
    Proposal,
    Step,
    StepState,
    change_proposal,
    drop_heading,
    enter_proposal,
    merge_proposal,
    offer_hand,
    part_proposals,
    proposal_from_slip,
    propose_to,
)
from quartier.steps.gather.terms import COULD, ON_PAPER, STARTERS

LONGEST = 120


@transaction.atomic
def say_need(step: Step, *, by: Actor, starter: str, words: str, text: str = "", helps: bool = False) -> Proposal:
    """One sentence of somebody. Whoever could do something has said with it that they help."""
    said = propose_to(step, by=by, title=sentence(starter, words), text=text)
    if helps or starter == COULD:
        offer_hand(said, step=step, by=by)
    return said


@transaction.atomic
def enter_need(
    step: Step, *, by: Actor, person: Person, channel: Channel, starter: str, words: str, text: str = "",
    helps: bool = False,
) -> Proposal:  # fmt: skip
    """What somebody said by telephone or at the desk: it is theirs."""
    title = sentence(starter, words)
    return enter_proposal(
        step, by=by, person=person, channel=channel, title=title, text=text, helps=helps or starter == COULD
    )


@transaction.atomic
def take_slips(step: Step, slips: list[dict[str, Any]], by: Actor) -> None:
    """What two people read on each: one sentence or two, theirs who wrote their name on it, or nobody's."""
    people = Person.objects.in_bulk([slip["person"] for slip in slips if slip.get("person")])
    for slip in slips:
        person = people.get(slip.get("person") or 0)
        for starter in ON_PAPER:
            if slip.get(starter):
                title = sentence(starter, slip[starter])
                proposal_from_slip(step, by=by, title=title, person=person, helps=starter == COULD)


@transaction.atomic
def group_needs(step: Step, needs: Sequence[Proposal], *, by: Actor, title: str, text: str = "") -> Proposal:
    """Makes one of several. Each sentence stays to be read, with whoever said it; authors, support and hands come along."""
    _must_not_be_decided_about(step)
    if not needs:
        raise Refused(_("Choose what belongs together."), "needs")
    title = one_line(title)
    if not title:
        raise Refused(_("Give it a short name."), "title")
    group = next((one for one in _groups(step) if one.title.casefold() == title.casefold()), None)
    if group is None:
        group = propose_to(step, by=by, title=title, text=text)
    elif text:
        change_proposal(group, by=by, text=text)
    for need in needs:
        if need.pk != group.pk:
            merge_proposal(need, into=group, by=by)
    return group


@transaction.atomic
def take_out(step: Step, need: Proposal, *, by: Actor) -> None:
    """Undoes `group_needs` for one sentence, or for all that stand in a group. A group without any goes."""
    _must_not_be_decided_about(step)
    group = need.merged_into or need
    parts = list(need.merged.all()) if group is need else [need]
    if not parts:
        raise Refused(_("It stands for itself already."))
    for part in parts:
        part_proposals(part, by=by)
    drop_heading(group, by=by)


def sentence(starter: str, words: str) -> str:
    """ "Mir fehlt" and "ein Ort zum Werkeln" → one sentence, in the language of whoever says it."""
    words = one_line(words)
    if starter not in STARTERS:
        raise Refused(_("Choose how your sentence begins."), "starter")
    if not words:
        raise Refused(_("Say it in a few words."), "words")
    if starter != "free":
        begin = str(STARTERS[starter][0])
        words = words if words.casefold().startswith(begin.casefold()) else f"{begin} {words}"
    if len(words) > LONGEST:
        raise Refused(_("Please say it in at most %(most)d letters.") % {"most": LONGEST}, "words")
    return words[0].upper() + words[1:]


def _must_not_be_decided_about(step: Step) -> None:
    if step.state == StepState.PLANNED:
        raise Refused(_("Nobody has said anything yet."))
    if step.process.steps.filter(order__gt=step.order).exclude(state=StepState.PLANNED).exists():
        raise Refused(_("The next step has begun: what people weigh now stays as it is."))


def _groups(step: Step) -> list[Proposal]:
    """Those that hold others already: one of the same name is added to."""
    return list(step.process.proposals.filter(withdrawn=None, merged_into=None, merged__isnull=False).distinct())
