"""An example for each address: the suites over all modules open and post them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from quartier.api import Access, Example, Organisation, Person, share
from quartier.api.codes import kept_code
from quartier.api.processes import (
    Process,
    ProcessState,
    Proposal,
    ProposalState,
    StepState,
    choose_for_young,
    round_for_example,
)
from quartier.modules.youth.models import ClassCode, ClassSheet, Pot, Spending
from quartier.modules.youth.terms import PURPOSE

CODE = "K7TR-4M9P"


def organisation_of(person: Person, kind: str) -> Organisation:
    """Confirmed, and the person speaks for it."""
    made = Organisation.objects.create(name="Lindenschule", kind=kind, is_confirmed=True)
    made.memberships.create(person=person)
    person.__dict__.pop("_holdings", None)
    return made


def a_round(person: Person) -> Process:
    return round_for_example(person, "mood").process


def waiting_round(person: Person) -> Process:
    """Its step is over, and one thing was chosen."""
    process = a_round(person)
    now = timezone.now()
    process.steps.update(state=StepState.CLOSED, closed=now)
    process.state, process.answer_due = ProcessState.WAITING, now + timedelta(days=14)
    process.save()
    share(process, by=None)
    chosen(process)
    return process


def chosen(process: Process, title: str = "Ein Dach über der Skate-Ecke") -> Proposal:
    proposal = Proposal.objects.create(process=process, title=title, state=ProposalState.CHOSEN)
    share(proposal, by=None)
    return proposal


def a_sheet(person: Person, *, size: int = 3, allowed: bool = True) -> ClassSheet:
    """Of a school that the person speaks for."""
    carer = Person.objects.create(given_name="Jule", family_name="Jung", standing="member")
    school = organisation_of(person, "school")
    now = timezone.now()
    sheet = ClassSheet.objects.create(
        process=a_round(carer), organisation=school, name="5b", size=size, asked_by=person,
        allowed=now if allowed else None, decided_by=carer if allowed else None,
    )  # fmt: skip
    if allowed:
        for number in range(1, size + 1):
            sheet.codes.create(number=number, code_hash=kept_code(PURPOSE, str(uuid4())))
    return sheet


def _cares(person: Person) -> dict[str, Any]:
    choose_for_young(person)
    return {}


def _round(person: Person) -> dict[str, Any]:
    return {"pk": a_round(person).pk}


def _for_an_office(person: Person) -> dict[str, Any]:
    organisation_of(person, "public_office")
    carer = Person.objects.create(given_name="Jule", family_name="Jung", standing="member")
    return {"pk": a_round(carer).pk}


def _waiting(person: Person) -> dict[str, Any]:
    return {"pk": waiting_round(person).pk}


def _for_a_school(person: Person) -> dict[str, Any]:
    organisation_of(person, "school")
    carer = Person.objects.create(given_name="Jule", family_name="Jung", standing="member")
    return {"pk": a_round(carer).pk}


def _sheet(person: Person) -> dict[str, Any]:
    return {"pk": a_sheet(person).pk}


def _number(person: Person) -> dict[str, Any]:
    return {"pk": a_sheet(person).pk, "number": 2}


def _asked(person: Person) -> dict[str, Any]:
    """By another's school; the person looks after the space."""
    teacher = Person.objects.create(given_name="Tom", family_name="Thal", standing="member")
    sheet = a_sheet(teacher, allowed=False)
    choose_for_young(person)
    return {"pk": sheet.pk}


def a_pot(person: Person) -> Pot:
    choose_for_young(person)
    ends = timezone.localdate() + timedelta(days=200)
    return Pot.objects.create(name="Jugendtopf", cents=500_000, given_by="Stadtrat", ends=ends, made_by=person)


def _pot(person: Person) -> dict[str, Any]:
    chosen(a_round(person))
    return {"pk": a_pot(person).pk}


def _line(person: Person) -> dict[str, Any]:
    proposal = chosen(a_round(person))
    line = Spending.objects.create(
        pot=a_pot(person), proposal=proposal, title=proposal.title, decided_in=proposal.process.title, cents=90_000
    )
    return {"pk": line.pk}


def _beginning(_person: Person) -> dict[str, Any]:
    begins = timezone.localtime() + timedelta(days=1)
    return {
        "template": "youth.vote", "ages": "all", "title": "Skate-Ecke", "question": "Soll die Skate-Ecke bleiben?",
        "text": "", "office": "", "begins": f"{begins:%Y-%m-%dT%H:%M}", "once": str(uuid4()),
    }  # fmt: skip


def _promising(person: Person) -> dict[str, Any]:
    office = Organisation.objects.filter(memberships__person=person).order_by("-pk").first()
    return {
        "office": str(office.pk) if office else "",
        "due": f"{timezone.localtime() + timedelta(days=60):%Y-%m-%dT%H:%M}",
    }


def _answering(_person: Person) -> dict[str, Any]:
    said: dict[str, Any] = {"text": "Das Dach kommt im Frühjahr."}
    for proposal in Proposal.objects.filter(state=ProposalState.CHOSEN):
        said |= {f"state-{proposal.pk}": "planned", f"sentence-{proposal.pk}": "wird gebaut, Frühjahr 2027"}
    return said


def _asking(person: Person) -> dict[str, Any]:
    school = Organisation.objects.filter(memberships__person=person).order_by("-pk").first()
    return {"organisation": str(school.pk) if school else "", "name": "5b", "size": "24", "once": str(uuid4())}


def _paying(_person: Person) -> dict[str, Any]:
    proposal = Proposal.objects.filter(state=ProposalState.CHOSEN).order_by("-pk").first()
    return {"proposal": str(proposal.pk) if proposal else "", "cents": "900", "once": str(uuid4())}


def _money(_person: Person) -> dict[str, Any]:
    ends = timezone.localdate() + timedelta(days=200)
    return {
        "name": "Jugendtopf",
        "cents": "5.000",
        "given_by": "Stadtrat",
        "ends": ends.isoformat(),
        "once": str(uuid4()),
    }


def _nothing(_person: Person) -> dict[str, Any]:
    return {}


def _printed(_person: Person) -> dict[str, Any]:
    """A slip with a known code, for whoever types it in."""
    carer = Person.objects.create(given_name="Jule", family_name="Jung", standing="member")
    sheet = ClassSheet.objects.create(process=a_round(carer), name="5b", size=1, allowed=timezone.now())
    ClassCode.objects.filter(code_hash=kept_code(PURPOSE, CODE)).update(code_hash=None)
    sheet.codes.create(number=1, code_hash=kept_code(PURPOSE, CODE))
    return {}


def _held(person: Person) -> dict[str, Any]:
    _printed(person)
    code = ClassCode.objects.get(code_hash=kept_code(PURPOSE, CODE))
    return {"youth_code": [code.pk, code.code_hash]}


OWN: dict[str, Any] = {"access": Access.OWNER}

EXAMPLES = (
    Example(url="youth:home", access=Access.ANYBODY),
    Example(url="youth:new", arguments=_cares, post=_beginning, **OWN),
    Example(url="youth:round", access=Access.MEMBERS, arguments=_round),
    Example(url="youth:promise", arguments=_for_an_office, post=_promising, **OWN),
    Example(url="youth:answer", arguments=_waiting, post=_answering, **OWN),
    Example(url="youth:ask_codes", arguments=_for_a_school, post=_asking, **OWN),
    Example(url="youth:sheets", access=Access.SIGNED_IN),
    Example(url="youth:sheet", arguments=_sheet, **OWN),
    Example(url="youth:allow", arguments=_asked, post=_nothing, **OWN),
    Example(
        url="youth:refuse", arguments=_asked, post=lambda _person: {"reason": "Eure Klasse ist schon dabei."}, **OWN
    ),
    Example(url="youth:print", arguments=_sheet, post=_nothing, **OWN),
    Example(url="youth:revoke_one", arguments=_number, post=_nothing, **OWN),
    Example(url="youth:revoke_all", arguments=_sheet, post=_nothing, **OWN),
    Example(url="youth:code", access=Access.ANYBODY, arguments=_printed, post=lambda _person: {"code": CODE}),
    Example(url="youth:code_answer", access=Access.ANYBODY, session=_held, post=lambda _person: {"mood": "good"}),
    Example(url="youth:scanned", access=Access.ANYBODY, arguments=lambda _person: {"code": CODE}),
    Example(url="youth:pots", access=Access.ANYBODY),
    Example(url="youth:pot_new", arguments=_cares, post=_money, **OWN),
    Example(url="youth:spend", arguments=_pot, post=_paying, **OWN),
    Example(url="youth:give_back", arguments=_line, post=lambda _person: {"cents": "120"}, **OWN),
)
