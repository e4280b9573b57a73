"""What comes with a code that stands for somebody whom the server doesn't know. Whether the code is good its owner has checked."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Verb
from quartier.kernel.entries.sharing import share
from quartier.kernel.processes.locking import lock_step
from quartier.kernel.processes.models import Ballot, Process, Step, StepState
from quartier.kernel.processes.proposal_models import Proposal, ProposalChange, ProposalState
from quartier.kernel.processes.proposals import _say
from quartier.kernel.refusals import Refused

STILL_OPEN = (ProposalState.COLLECTED, ProposalState.DISCUSSED)


@transaction.atomic
def propose_by_code(step: Step, code: str, *, most: int, title: str, text: str = "") -> Proposal:
    """A proposal that nobody's name stands behind, neither here nor in the database. `most`: of one code."""
    step = lock_step(step)
    if not step.is_open:
        raise Refused(_("This step isn't open now."))
    mine = Proposal.objects.filter(process=step.process, source__startswith=f"{code}:")
    number = mine.count()
    same = mine.filter(title=title.strip(), text=text.strip(), withdrawn=None).first()
    if same is not None:  # sent twice
        return same
    if number >= most:
        raise Refused(_("You have proposed %(most)d things. Leave room for the others.") % {"most": most})
    proposal = Proposal(process=step.process, source=f"{code}:{number + 1}")
    _say(proposal, {"title": title, "text": text})
    proposal.save()
    ProposalChange.objects.create(proposal=proposal, state=proposal.state)
    share(proposal, by=None)
    return proposal


@transaction.atomic
def drop_codes(process: Process, codes: Collection[str]) -> int:
    """They were revoked: what they chose in steps that are open doesn't count, what they proposed is taken out.

    What was counted before stays counted. Returns how many ballots went.
    """
    dropped = 0
    for step in process.steps.filter(state=StepState.OPEN).order_by("order"):
        lock_step(step)
        dropped += Ballot.objects.filter(step=step, code__in=codes).delete()[0]
    for proposal in Proposal.objects.filter(process=process, withdrawn=None, state__in=STILL_OPEN).exclude(source=""):
        if proposal.source.rpartition(":")[0] in codes:
            proposal.withdrawn = timezone.now()
            proposal.save(update_fields=["withdrawn", "changed"])
            share(proposal, by=None, verb=Verb.WITHDRAWN)
    return dropped
