"""Every process ends with an answer: by whom and until when is said beforehand, and while it is missing the page says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Verb
from quartier.kernel.entries.sharing import share
from quartier.kernel.groups.models import Organisation
from quartier.kernel.groups.queries import speaks_for
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.restrictions import must_be_free_to_write
from quartier.kernel.processes.events import note
from quartier.kernel.processes.locking import lock, lock_step
from quartier.kernel.processes.models import Answer, Process, ProcessState, Step, StepState
from quartier.kernel.processes.outcomes import move
from quartier.kernel.processes.people import managers_of, participants
from quartier.kernel.processes.proposal_models import Proposal
from quartier.kernel.processes.proposals import lock_proposal
from quartier.kernel.processes.rights import may_answer, must_manage
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.process import ANSWER_GIVEN, PROCESS_ADOPTED, PROCESS_ENDED

States = Mapping[Proposal, tuple[str, str]]  # proposal → what becomes of it, and the sentence that says so


@transaction.atomic
def adopt(process: Process, *, by: Actor, office: Organisation, due: datetime | None = None) -> None:
    """A public office makes it its own: from now on it answers, until the day that it names."""
    process = lock(process)
    require_own_name(by)
    must_be_free_to_write(by)
    if office not in speaks_for(by.person) or not office.is_official:
        raise Refused(_("Only a public office that somebody confirmed can promise the answer."), field="office")
    if process.is_over or process.state == ProcessState.DRAFT:
        raise Refused(_("This process can't be adopted now."))
    if process.adopted_by_id == office.pk:
        return
    if process.adopted_by_id is not None:
        raise Refused(_("Another office has promised the answer already."))
    if due is not None and due <= timezone.now():
        raise Refused(_("This day is over already."), field="due")
    process.adopted_by, process.adopted = office, timezone.now()
    process.answer_due = due or process.answer_due
    process.save(update_fields=["adopted_by", "adopted", "answer_due", "changed"])
    note(process, "adopted", by=by, office=office.name)
    entry = share(process, by=None, verb=Verb.CHANGED)
    people = {person.pk: person for person in (*participants(process), *managers_of(process))}
    tell(people.values(), PROCESS_ADOPTED, about=entry, by=by.person, once=f"{process.pk}:{office.pk}")


@transaction.atomic
def give_answer(process: Process, *, by: Actor, text: str, states: States | None = None) -> Answer:
    """What comes of it, and of each proposal; everybody who took part hears of it. It may be added to later."""
    process = lock(process)
    require_own_name(by)
    must_be_free_to_write(by)
    if not may_answer(process, by.person):
        raise Refused(_("Only those who promised the answer can give it."))
    if process.state not in {ProcessState.WAITING, ProcessState.ANSWERED}:
        raise Refused(_("The answer comes after the last step."))
    if not text.strip():
        raise Refused(_("Say what comes of it."), field="text")
    answer, is_new = _write(process, by, text.strip())
    for proposal, (state, sentence) in (states or {}).items():
        if proposal.process_id == process.pk:
            move(lock_proposal(proposal), state, by=by, sentence=sentence)
    if is_new:
        process.state, process.closed = ProcessState.ANSWERED, timezone.now()
        process.save(update_fields=["state", "closed", "changed"])
        note(process, "answered", by=by)
    entry = share(process, by=None, verb=Verb.COMPLETED if is_new else Verb.CHANGED)
    if is_new:
        tell(participants(process), ANSWER_GIVEN, about=entry, by=by.person, once=str(process.pk))
    return answer


@transaction.atomic
def end_process(process: Process, *, by: Actor, reason: str) -> None:
    """Without a decision, and never without a reason; what was said stays to be read."""
    process = lock(process)
    must_manage(process, by)
    if process.is_over:
        return
    if not reason.strip():
        raise Refused(_("Say why: neighbours took part in this."), field="reason")
    process.state, process.closed = ProcessState.ENDED, timezone.now()
    process.save(update_fields=["state", "closed", "changed"])
    for step in process.steps.filter(state=StepState.OPEN):
        _cut_off(lock_step(step))
    note(process, "ended", by=by, reason=reason.strip())
    entry = share(process, by=None, verb=Verb.CHANGED)
    if entry is not None:
        tell(participants(process), PROCESS_ENDED, about=entry, by=by.person, once=str(process.pk))


def _cut_off(step: Step) -> None:
    """Uncounted. Sealed ballots go: nobody will ever open them, and they say who sealed which."""
    step.state, step.closed, step.counting = StepState.CLOSED, timezone.now(), None
    step.save(update_fields=["state", "closed", "counting"])
    if step.of_kind.is_sealed:
        step.ballots.all().delete()


def _write(process: Process, by: Actor, text: str) -> tuple[Answer, bool]:
    said_by = process.adopted_by or process.organisation
    name = said_by.name if said_by else process.group.name if process.group else by.person.full_name
    return Answer.objects.update_or_create(
        process=process, defaults={"text": text, "by": by.person, "organisation": said_by, "said_by": name}
    )
