"""Two proposals that say the same become one: authors and support come along, and nothing of that is lost if it is undone.

Each row that comes along notes the proposal it came with. So whoever stood behind both counts once, and undoing takes back
exactly what came. A proposal that took others in may itself become part of a third: then all of it comes along.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from quartier.kernel.contract import Verb
from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor
from quartier.kernel.processes.outcomes import tell_those_behind
from quartier.kernel.processes.proposal_models import Proposal, ProposalAuthor, Support
from quartier.kernel.processes.proposals import count_support, lock_proposal
from quartier.kernel.processes.rights import must_manage
from quartier.kernel.refusals import Refused


@transaction.atomic
def merge_proposal(proposal: Proposal, *, into: Proposal, by: Actor) -> None:
    """`proposal` is part of `into` from now on; its page leads there."""
    proposal, into = _both(proposal, into)
    must_manage(proposal.process, by)
    if proposal.merged_into_id == into.pk:
        return
    _must_not_be_over(proposal)
    if proposal.pk == into.pk or proposal.process_id != into.process_id or not (proposal.is_there and into.is_there):
        raise Refused(_("Choose another proposal of the same process that is still there."), field="into")
    proposal.merged_into = into
    proposal.save(update_fields=["merged_into", "changed"])
    for model in (ProposalAuthor, Support):
        _bring(model, proposal, into)
    into.support_elsewhere += proposal.support_elsewhere
    into.save(update_fields=["support_elsewhere", "changed"])
    count_support(into)
    share(proposal, by=by, verb=Verb.CHANGED)
    share(into, by=by, verb=Verb.CHANGED)
    tell_those_behind(into, by)


@transaction.atomic
def part_proposals(proposal: Proposal, *, by: Actor) -> None:
    """Undoes `merge_proposal`: both stand as they did. Who came to support the whole meanwhile stays with `into`."""
    into = Proposal.objects.filter(merged=proposal).first()
    if into is None:
        return
    proposal, into = _both(proposal, into)
    must_manage(proposal.process, by)
    if proposal.merged_into_id != into.pk:
        return
    _must_not_be_over(proposal)
    if into.merged_into_id is not None:
        raise Refused(_("“%(title)s” has become part of another proposal. Undo that first.") % {"title": into.title})
    for model in (ProposalAuthor, Support):
        model._default_manager.filter(proposal=into, came_with=proposal).delete()
        _bring_again(model, proposal, into)
    into.support_elsewhere -= min(into.support_elsewhere, proposal.support_elsewhere)
    into.save(update_fields=["support_elsewhere", "changed"])
    proposal.merged_into = None
    proposal.save(update_fields=["merged_into", "changed"])
    count_support(into)
    count_support(proposal)
    share(proposal, by=by, verb=Verb.CHANGED)
    share(into, by=by, verb=Verb.CHANGED)


def _must_not_be_over(proposal: Proposal) -> None:
    """Who stands behind it may be forgotten already; how many did must not change any more."""
    if proposal.process.is_over:
        raise Refused(_("This process is over."))


def _both(one: Proposal, other: Proposal) -> tuple[Proposal, Proposal]:
    """Locked in the order of their numbers, so that two who merge at once don't wait for each other for ever."""
    locked = {each.pk: lock_proposal(each) for each in sorted((one, other), key=lambda each: each.pk)}
    return locked[one.pk], locked[other.pk]


def _bring(model: type[ProposalAuthor] | type[Support], proposal: Proposal, into: Proposal) -> None:
    people = model._default_manager.filter(proposal=proposal).values_list("person", flat=True)
    rows = [model(proposal=into, person_id=number, came_with=proposal) for number in people]
    model._default_manager.bulk_create(rows, ignore_conflicts=True)  # type: ignore[arg-type]


def _bring_again(model: type[ProposalAuthor] | type[Support], gone: Proposal, into: Proposal) -> None:
    """Somebody who stood behind `gone` and behind another part came with the first: now they come with the other."""
    there = list(model._default_manager.filter(proposal=into).values_list("person", flat=True))
    others = model._default_manager.filter(Q(proposal__merged_into=into) & ~Q(proposal=gone)).exclude(person__in=there)
    for row in others.order_by("pk"):
        model._default_manager.get_or_create(
            proposal=into, person_id=row.person_id, defaults={"came_with_id": row.proposal_id}
        )
