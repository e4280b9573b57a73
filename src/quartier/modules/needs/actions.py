"""A round begins, and what comes of each need. Who carries it out says so by name; who reads it reads why."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import Actor, Fact, Ground, Person, Refused, decide_module, found_group_with, has_power, modules_here
from quartier.api.processes import (
    START_PROCESS,
    Process,
    ProcessState,
    Proposal,
    ProposalState,
    announce_process,
    give_answer,
    lock_beginnings,
    must_manage,
    open_now,
    set_state,
    start_process,
)
from quartier.modules.needs.models import Outcome, Verdict
from quartier.modules.needs.queries import lines_of, round_under_way
from quartier.modules.needs.terms import ROUND, TEMPLATES

LONGEST_SENTENCE = 200


@transaction.atomic
def begin_round(*, by: Actor, title: str = "", text: str = "") -> Process:
    """One at a time: a quarter that is asked twice at once answers neither."""
    lock_beginnings()
    if round_under_way() is not None:
        raise Refused(_("A needs round is under way. Bring that one to its end first."))
    question = str(TEMPLATES[0].question)
    process = start_process(
        ROUND, by=by, title=title or str(_("What does our quarter need?")), question=question, text=text
    )
    announce_process(process, by=by)
    step = process.steps.order_by("order").first()
    if step is not None:
        open_now(step, by=by)
    return process


def begin_first_round(fact: Fact) -> None:
    """As soon as a quarter is set up it is asked what it needs. Heard twice, it begins once."""
    if fact.by is None or Process.objects.filter(template=ROUND).exists() or not has_power(fact.by, START_PROCESS):
        return
    by = Actor(fact.by)
    text = _(
        "This server is new, and it does little so far: a notice board, and help among neighbours. What comes next you decide. "
        "Say what you miss and what you could do, in one sentence. It also works on paper and by telephone."
    )
    begin_round(by=by, text=text)


@transaction.atomic
def adopt(
    proposal: Proposal, *, by: Actor, slug: str, caretakers: Iterable[Person], review: date | None, reason: str = ""
) -> Verdict:
    """A module meets the need: it is switched on (or kept), with those who look after it and a day to look again."""
    verdict = _verdict(proposal, Outcome.ADOPTED, by=by, reason=reason, slug=slug, review=review)
    name = next((str(face.name) for face in modules_here() if face.slug == slug), slug)
    decide_module(
        slug, by=by, on=True, ground=Ground.NEED, title=proposal.title, reason=reason, url=verdict.url,
        caretakers=caretakers, review=review,
    )  # fmt: skip
    set_state(proposal, ProposalState.DONE, by=by, sentence=_("“%(name)s” is switched on.") % {"name": name})
    return verdict


@transaction.atomic
def reject(proposal: Proposal, *, by: Actor, reason: str) -> Verdict:
    """Never without a reason."""
    reason = _worded(reason)
    verdict = _verdict(proposal, Outcome.REJECTED, by=by, reason=reason)
    set_state(proposal, ProposalState.NOT_DONE, by=by, sentence=_short(reason))
    return verdict


@transaction.atomic
def found_project(proposal: Proposal, *, by: Actor, name: str, people: Iterable[Person], reason: str = "") -> Verdict:
    """No module meets it: those who said they'd help do it themselves, in a group of their own."""
    verdict = _verdict(proposal, Outcome.PROJECT, by=by, reason=reason)
    about = "\n".join(part for part in (proposal.title, proposal.text, reason) if part)
    verdict.group = found_group_with(people, by=by, name=name, about=about)
    verdict.save(update_fields=["group"])
    sentence = _("The group “%(name)s” begins with it.") % {"name": verdict.group.name}
    set_state(proposal, ProposalState.PLANNED, by=by, sentence=_short(sentence))
    return verdict


@transaction.atomic
def conclude(process: Process, *, by: Actor, text: str) -> None:
    """The answer to everybody who took part; only once something was decided about each need."""
    must_manage(process, by)
    open_ones = [line.proposal.title for line in lines_of(process) if line.verdict is None]
    if open_ones:
        raise Refused(_("About this nothing has been decided yet: %(title)s") % {"title": open_ones[0]})
    give_answer(process, by=by, text=text)


def _verdict(
    proposal: Proposal, outcome: Outcome, *, by: Actor, reason: str, slug: str = "", review: date | None = None
) -> Verdict:
    """Once it is decided it stays decided; what changes later says a review."""
    process = Process.objects.select_for_update(of=("self",)).get(pk=proposal.process_id)
    must_manage(process, by)
    if process.template != ROUND:
        raise Refused(_("This isn't part of a needs round."))
    if process.state != ProcessState.WAITING:
        raise Refused(_("It is decided once the last step is over."))
    if not proposal.is_there:
        raise Refused(_("This has become part of another need."))
    if Verdict.objects.filter(proposal=proposal).exists():
        raise Refused(_("It has been decided about this already."))
    return Verdict.objects.create(
        proposal=proposal, outcome=outcome, slug=slug, review=review, reason=reason.strip(), by=by.person
    )


def _worded(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why: neighbours want to understand it."), "reason")
    return reason


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST_SENTENCE else f"{sentence[: LONGEST_SENTENCE - 1]}…"
