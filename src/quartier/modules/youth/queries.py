"""What is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from quartier.api import YOUNG_CARE, Organisation, Person, has_power, speaks_for, visible
from quartier.api.processes import (
    Ballot,
    Process,
    ProcessState,
    Proposal,
    ProposalState,
    ShownResult,
    Step,
    StepState,
    StepWord,
    Who,
)
from quartier.modules.youth.models import PREFIX, ClassCode, ClassSheet, Pot, Round, Spending

DECIDED = (ProposalState.CHOSEN, ProposalState.PLANNED, ProposalState.BUILDING, ProposalState.DONE)
TOLD = (*DECIDED, ProposalState.NOT_DONE)
MOST_LISTED = 40


def rounds() -> QuerySet[Process]:
    """Every round of young people that was announced; the newest first."""
    found = Process.objects.filter(who=Who.YOUNG).exclude(state=ProcessState.DRAFT)
    return found.select_related("adopted_by", "answer").order_by("-pk")


def rooms_of(viewer: Person | None) -> list[Process]:
    """Those rounds that somebody may go into."""
    return list(visible(viewer, rounds())[:MOST_LISTED])


def is_inside(viewer: Person | None) -> bool:
    """Young neighbours, and those who look after their space."""
    return viewer is not None and viewer.within is None and viewer.is_member and (viewer.is_minor or cares(viewer))


def cares(viewer: Person | None) -> bool:
    return viewer is not None and viewer.within is None and has_power(viewer, YOUNG_CARE)


def speakers_of(organisation: Organisation) -> list[Person]:
    found = Person.objects.filter(standing="member", organisation_memberships__organisation=organisation)
    return [person for person in found.order_by("pk").distinct() if organisation in speaks_for(person)]


def office_of(process: Process) -> Organisation | None:
    """Who answers, or who is asked to."""
    if process.adopted_by is not None:
        return process.adopted_by
    asked = Round.objects.select_related("office").filter(process=process).first()
    return asked.office if asked else None


def offices_of(viewer: Person | None) -> list[Organisation]:
    """In whose name somebody may promise an answer."""
    return [one for one in speaks_for(viewer) if one.is_official]


def results_of(process: Process) -> list[ShownResult]:
    """What came out of every step that is over: small numbers are hidden, as everywhere."""
    found = list(process.steps.filter(state=StepState.CLOSED).order_by("order"))
    for step in found:
        step.process = process
    return [ShownResult(step) for step in found]


def told_proposals(process: Process) -> list[Proposal]:
    """What was decided about, for everybody: titles, without who had the idea."""
    return list(
        process.proposals.filter(state__in=TOLD, withdrawn=None, merged_into=None).order_by("-support_count", "pk")
    )


# Classes


def may_ask_codes(viewer: Person | None) -> bool:
    return cares(viewer) or bool(speaks_for(viewer))


def takes_classes(process: Process) -> bool:
    return process.state in {ProcessState.PLANNED, ProcessState.RUNNING}


def sheets_for(viewer: Person) -> list[ClassSheet]:
    """One's own school's; those who look after the space see all."""
    found = ClassSheet.objects.select_related("process", "organisation").order_by("-pk")
    if not cares(viewer):
        found = found.filter(organisation__in=speaks_for(viewer))
    return list(found[:MOST_LISTED])


def open_step(process: Process) -> Step | None:
    """The step in which something can be done now."""
    for step in process.steps.filter(state=StepState.OPEN).order_by("order"):
        step.process = process
        if step.is_open:
            return step
    return None


def takes_ideas(step: Step) -> bool:
    """A step without a slip in which proposals are collected."""
    return step.of_kind.ballot is None and step.of_kind.word == StepWord.COLLECT


def codes_with_answers(sheet: ClassSheet) -> set[int]:
    """The codes of a sheet with which somebody has said something in this round; never what."""
    words = {code.word: code.pk for code in sheet.codes.all()}
    used = set(Ballot.objects.filter(step__process=sheet.process_id, code__in=words).values_list("code", flat=True))
    sources = Proposal.objects.filter(process=sheet.process_id, source__startswith=f"{PREFIX}:", withdrawn=None)
    used |= {source.rpartition(":")[0] for source in sources.values_list("source", flat=True)}
    return {words[word] for word in used if word in words}


def code_of(pk: object, code_hash: object) -> ClassCode | None:
    """The slip that somebody holds, if it still works."""
    if not isinstance(pk, int) or not isinstance(code_hash, str):
        return None
    found = ClassCode.objects.select_related("sheet__process").filter(pk=pk, code_hash=code_hash).first()
    return found if found is not None and takes_classes(found.sheet.process) else None


# The budget


@dataclass(frozen=True)
class Ledger:
    pot: Pot
    lines: list[Spending]

    @property
    def decided(self) -> int:
        return sum(line.kept_cents for line in self.lines)

    @property
    def left(self) -> int:
        return self.pot.cents - self.decided


def ledgers(pots: Iterable[Pot] | None = None) -> list[Ledger]:
    found = list(Pot.objects.order_by("-ends", "-pk")[:MOST_LISTED] if pots is None else pots)
    lines: dict[int, list[Spending]] = {pot.pk: [] for pot in found}
    for line in Spending.objects.filter(pot__in=found).select_related("proposal"):
        lines[line.pot_id].append(line)
    return [Ledger(pot, lines[pot.pk]) for pot in found]


def left_in(pot: Pot) -> int:
    """Within the transaction that locked the pot."""
    spent = pot.spendings.aggregate(sum=Sum(F("cents") - F("returned_cents")))["sum"] or 0
    return pot.cents - spent


def proposals_to_pay(pot: Pot) -> QuerySet[Proposal]:
    """What young people chose and nobody has given money for yet."""
    paid = Spending.objects.filter(pot=pot, proposal=OuterRef("pk"))
    chosen = Proposal.objects.filter(process__who=Who.YOUNG, state__in=DECIDED, withdrawn=None, merged_into=None)
    return chosen.filter(~Exists(paid)).select_related("process").order_by("-pk")
