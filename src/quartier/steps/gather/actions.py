"""What people say in this step, and how those who look after it put together what belongs together."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import Actor, Person, Refused, one_line
from quartier.api.processes import (
    Channel,
    Proposal,
    Step,
    StepState,
    change_proposal,
    enter_proposal,
    merge_proposal,
    offer_hand,
    propose_to,
)
from quartier.steps.gather.terms import COULD, STARTERS

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
    step: Step, *, by: Actor, person: Person | None, channel: Channel, starter: str, words: str, text: str = "",
    helps: bool = False,
) -> Proposal:  # fmt: skip
    """What somebody told the desk, or wrote on a slip: theirs, or nobody's where the slip has no name."""
    title = sentence(starter, words)
    return enter_proposal(
        step, by=by, person=person, channel=channel, title=title, text=text, helps=helps or starter == COULD
    )


@transaction.atomic
def group_needs(step: Step, needs: Sequence[Proposal], *, by: Actor, title: str, text: str = "") -> Proposal:
    """Makes one of several. Each sentence stays to be read, with whoever said it; authors, support and hands come along."""
    if step.state == StepState.PLANNED:
        raise Refused(_("Nobody has said anything yet."))
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


def _groups(step: Step) -> list[Proposal]:
    """Those that hold others already: one of the same name is added to."""
    return list(step.process.proposals.filter(withdrawn=None, merged_into=None, merged__isnull=False).distinct())
