"""Classes: a school asks, those who look after the space say yes, and a sheet of codes is printed. No name stands anywhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import (
    YOUNG_CARE,
    Actor,
    Organisation,
    Person,
    Refused,
    has_power,
    must_be_free_to_begin,
    require,
    speaks_for,
    tell,
)
from quartier.api.codes import allowed, forgive_one, kept_code, new_code
from quartier.api.processes import (
    Ballot,
    Process,
    Proposal,
    Step,
    Who,
    carers_of_young,
    cast_by_code,
    drop_codes,
    propose_by_code,
)
from quartier.modules.youth.models import ClassCode, ClassSheet
from quartier.modules.youth.queries import (
    code_of,
    codes_with_answers,
    speakers_of,
    takes_classes,
    takes_ideas,
)
from quartier.modules.youth.terms import (
    CODES_ASKED,
    CODES_DECIDED,
    MOST_CODES,
    MOST_IDEAS,
    MOST_SHEETS,
    PURPOSE,
    WRONG_CODES,
)


@dataclass(frozen=True)
class Slip:
    """One code while it is printed, and never again."""

    number: int
    code: str


@transaction.atomic
def ask_for_codes(
    process: Process, *, by: Actor, organisation: Organisation | None, name: str, size: int
) -> ClassSheet:
    """In the name of a school or another organisation; those who look after the space may for themselves."""
    must_be_free_to_begin(by)
    process = Process.objects.select_for_update(of=("self",)).get(pk=process.pk)
    if organisation is None:
        require(by, YOUNG_CARE)
    elif by.for_person is not None or organisation not in speaks_for(by.person):
        raise Refused(_("You don't speak for this organisation."), field="organisation")
    if process.who != Who.YOUNG or not takes_classes(process):
        raise Refused(_("Classes can take part while a round is under way."))
    name = _class_name(name)
    if not 1 <= size <= MOST_CODES:
        raise Refused(_("From 1 to %(most)d codes.") % {"most": MOST_CODES}, field="size")
    there = ClassSheet.objects.filter(process=process, organisation=organisation, refused=None)
    same = there.filter(name__iexact=name).first()
    if same is not None:
        return same
    if organisation is not None and there.count() >= MOST_SHEETS:
        raise Refused(
            _("You have asked for %(most)d classes. Please speak with those who look after the space.")
            % {"most": MOST_SHEETS}
        )
    sheet = ClassSheet.objects.create(
        process=process, organisation=organisation, name=name, size=size, asked_by=by.person
    )
    if organisation is None:
        _allow(sheet, by)
    else:
        tell(
            carers_of_young(),
            CODES_ASKED,
            by=by.person,
            url=sheet.url,
            title=f"{organisation.name}, {name}",
            once=str(sheet.pk),
        )
    return sheet


@transaction.atomic
def allow_codes(sheet: ClassSheet, *, by: Actor) -> None:
    """So that nobody brings more voices than there are children."""
    require(by, YOUNG_CARE)
    sheet = _locked(sheet)
    if sheet.refused is not None:
        raise Refused(_("This was refused already."))
    if sheet.allowed is None:
        _allow(sheet, by)
        _tell_school(sheet, by)


@transaction.atomic
def refuse_codes(sheet: ClassSheet, *, by: Actor, reason: str) -> None:
    require(by, YOUNG_CARE)
    sheet = _locked(sheet)
    if sheet.allowed is not None:
        raise Refused(_("Codes were allowed already. You can revoke them."))
    if not reason.strip():
        raise Refused(_("Say why, so that the class knows."), field="reason")
    if sheet.refused is None:
        sheet.refused, sheet.reason, sheet.decided_by = timezone.now(), reason.strip()[:300], by.person
        sheet.save(update_fields=["refused", "reason", "decided_by"])
        _tell_school(sheet, by)


def print_sheet(sheet: ClassSheet, *, by: Actor, make: Callable[[ClassSheet, list[Slip]], bytes]) -> bytes:
    """New codes for every slip with which nobody has said anything yet, revoked ones too; what was printed before works no more.

    Slips that were used keep their code. If `make` fails nothing has changed.
    """
    _must_hold(sheet, by)
    waiting = _unused(sheet)
    if not waiting:
        raise Refused(_("Every code of this sheet was used already."))
    slips = [Slip(row.number, new_code()) for row in waiting]
    made = make(sheet, slips)
    _let_count(sheet, by, {row.pk: slip for row, slip in zip(waiting, slips, strict=True)})
    return made


@transaction.atomic
def _let_count(sheet: ClassSheet, by: Actor, slips: dict[int, Slip]) -> None:
    """A slip that was used while the sheet was made keeps its old code."""
    sheet = _locked(sheet)
    _must_hold(sheet, by)
    rows = list(ClassCode.objects.select_for_update().filter(sheet=sheet).order_by("pk"))
    used = codes_with_answers(sheet)
    for row in rows:
        if row.pk in slips and (row.is_revoked or row.pk not in used):
            row.code_hash, row.is_revoked = kept_code(PURPOSE, slips[row.pk].code), False
            row.save(update_fields=["code_hash", "is_revoked"])
    sheet.printed = timezone.now()
    sheet.save(update_fields=["printed"])


@transaction.atomic
def revoke_code(sheet: ClassSheet, number: int, *, by: Actor) -> int:
    """A slip was lost, or its code stands in a chat. Returns how many choices went with it."""
    sheet = _locked(sheet)
    _must_hold(sheet, by)
    return _revoke(sheet, sheet.codes.select_for_update().filter(number=number).order_by("pk"))


@transaction.atomic
def revoke_sheet(sheet: ClassSheet, *, by: Actor) -> int:
    """The whole sheet was shared in public: none of its codes works, and what was chosen with them doesn't count."""
    sheet = _locked(sheet)
    _must_hold(sheet, by)
    sheet.revoked = timezone.now()
    sheet.save(update_fields=["revoked"])
    return _revoke(sheet, sheet.codes.select_for_update().order_by("pk"))


def enter_code(typed: str, *, network: str) -> ClassCode:
    """Counted before it is looked up, outside the transaction: a wrong one must not undo the counting."""
    if not allowed(WRONG_CODES, network):
        raise Refused(_("Too many wrong codes came from here. Please wait a quarter of an hour."), field="code")
    known = ClassCode.objects.filter(code_hash=kept_code(PURPOSE, typed)).values_list("pk", "code_hash").first()
    found = code_of(*known) if known else None
    if found is None:
        raise Refused(_("We don't know this code. Look at your slip once more, sign by sign."), field="code")
    forgive_one(WRONG_CODES, network)
    return found


@transaction.atomic
def choose_with_code(code: ClassCode, step: Step, *, content: dict[str, Any]) -> Ballot:
    """It belongs to the code, and to nobody. Sent again, the later one counts."""
    code = _still_good(code)
    return cast_by_code(step, code.word, content=content)


@transaction.atomic
def propose_with_code(code: ClassCode, step: Step, *, title: str, text: str) -> Proposal:
    code = _still_good(code)
    if not takes_ideas(step):
        raise Refused(_("This step isn't open now."))
    return propose_by_code(step, code.word, most=MOST_IDEAS, title=title, text=text)


def _still_good(code: ClassCode) -> ClassCode:
    """As it is now: revoking and choosing wait for each other, so no ballot of a revoked code stays behind."""
    found = (
        ClassCode.objects.select_for_update(of=("self",))
        .select_related("sheet")
        .filter(pk=code.pk, code_hash=code.code_hash)
        .first()
    )
    if found is None:
        raise Refused(_("This code works no more. Ask your teacher for a new one."))
    return found


def _allow(sheet: ClassSheet, by: Actor) -> None:
    sheet.allowed, sheet.decided_by = timezone.now(), by.person
    sheet.save(update_fields=["allowed", "decided_by"])
    ClassCode.objects.bulk_create(ClassCode(sheet=sheet, number=number) for number in range(1, sheet.size + 1))


def _tell_school(sheet: ClassSheet, by: Actor) -> None:
    if sheet.organisation is not None:
        title = f"{sheet.name}, {sheet.process.title}"
        tell(
            speakers_of(sheet.organisation), CODES_DECIDED, by=by.person, url=sheet.url, title=title, once=f"{sheet.pk}"
        )


def _must_hold(sheet: ClassSheet, by: Actor) -> None:
    """The school whose class it is, and those who look after the space."""
    if by.for_person is not None or not (
        has_power(by.person, YOUNG_CARE) or sheet.organisation in speaks_for(by.person)
    ):
        raise Refused(_("Only the class's own school, and those who look after the space, may do this."))
    if sheet.allowed is None:
        raise Refused(_("These codes were not allowed yet."))
    if not takes_classes(sheet.process):
        raise Refused(_("This round is over. What was counted stays counted."))


def _unused(sheet: ClassSheet) -> list[ClassCode]:
    used = codes_with_answers(sheet)
    return [row for row in sheet.codes.order_by("number") if row.is_revoked or row.pk not in used]


def _revoke(sheet: ClassSheet, rows: Iterable[ClassCode]) -> int:
    rows = list(rows)
    for row in rows:
        row.code_hash, row.is_revoked = None, True
        row.save(update_fields=["code_hash", "is_revoked"])
    return drop_codes(sheet.process, {row.word for row in rows})


def _locked(sheet: ClassSheet) -> ClassSheet:
    found = ClassSheet.objects.select_for_update(of=("self",)).select_related("process", "organisation")
    return found.get(pk=sheet.pk)


@transaction.atomic
def forget_words_of(person: Person) -> None:
    """When somebody is erased the codes stay, for children vote with them; what was typed goes."""
    for sheet in ClassSheet.objects.filter(asked_by=person):
        ClassSheet.objects.filter(pk=sheet.pk).update(name=f"#{sheet.pk}")
    ClassSheet.objects.filter(Q(asked_by=person) | Q(decided_by=person)).update(reason="")


def _class_name(said: str) -> str:
    name = " ".join(said.split())
    if not name:
        raise Refused(_("What do you call the class?"), field="name")
    return name
