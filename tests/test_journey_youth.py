"""A question of young people: one of fifteen, a class with codes, a council that promises an answer and gives it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Actor, Organisation, Person
from quartier.api.processes import Ballot, Process, announce_process, close_now, open_now
from quartier.api.testing import neighbour
from quartier.modules.youth import classes
from quartier.modules.youth.models import ClassSheet
from tests.phones import Phone
from tests.youth_people import carer, young

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]
SEND = "main form .form-end button"


def test_young_people_ask_decide_and_are_answered(chromium: Any, live_server: Any) -> None:
    jule, rita, tom = carer(), neighbour("Rita", "Rat"), neighbour("Tom", "Thal")
    office, school = of(rita, "Stadtrat", "public_office"), of(tom, "Lindenschule", "school")
    there, desk = young("Kian", 15), Phone(chromium, live_server.url, jule)  # who comes later reads along
    process = begins(desk, office)
    council = Phone(chromium, live_server.url, rita)
    promises(council, process, office)
    code = gets_codes(Phone(chromium, live_server.url, tom), desk, process, school)

    pupil = Phone(chromium, live_server.url, None, scripts=False)
    says_by_code(pupil, code)
    kian = Phone(chromium, live_server.url, there)
    kian.open("/youth/")
    kian.press(f"a[href='{process.url}']")
    kian.press("a[href^='/vote/']")
    kian.choose("input[name=question][value=yes]")
    kian.press(SEND)
    assert kian.reads("Deine Stimme zählt")
    stays_outside(Phone(chromium, live_server.url, neighbour("Otto", "Alt")), process)

    close_now(process.steps.get(), by=Actor(jule))
    council.open(f"/youth/round/{process.pk}/answer/")
    council.write("textarea[name=text]", "Ja, die Rampe bleibt. Danke euch!")
    council.press(SEND)
    kian.open(f"/youth/round/{process.pk}/")
    assert kian.reads("Ja, die Rampe bleibt.")
    assert sorted(bool(one.person_id) for one in Ballot.objects.all()) == [False, True], "the class has no names"
    print(f"{sum(len(one.seen) for one in (desk, council, pupil, kian))} pages")


def of(person: Person, name: str, kind: str) -> Organisation:
    organisation = Organisation.objects.create(name=name, kind=kind, is_confirmed=True)
    organisation.memberships.create(person=person)
    return organisation


def begins(desk: Phone, office: Organisation) -> Process:
    desk.open("/youth/")
    desk.press("a[href='/youth/new/']")
    desk.choose("input[name=template][value='youth.vote']")
    desk.write("input[name=title]", "Die Rampe")
    desk.write("input[name=question]", "Soll die Rampe bleiben?")
    desk.page.locator("select[name=office]").select_option(str(office.pk))
    desk.press(SEND)
    process = Process.objects.get()
    assert process.author is not None
    by = Actor(process.author)
    announce_process(process, by=by)
    open_now(process.steps.get(), by=by)
    return Process.objects.get()


def promises(council: Phone, process: Process, office: Organisation) -> None:
    page = f"/youth/round/{process.pk}/"
    council.open("/")
    assert council.reads("Junge Leute bitten euch um eine Antwort")
    council.open(page)
    council.press(f"a[href='{page}promise/']")
    council.choose(f"input[name=office][value='{office.pk}']")
    council.page.locator("input[name=due]").fill(f"{timezone.localtime() + timedelta(days=50):%Y-%m-%dT%H:%M}")
    council.press(SEND)
    assert council.reads("Stadtrat")
    assert council.page.locator(f"a[href='{process.url}']").count() == 0, "the office answers without entering"


def gets_codes(teacher: Phone, desk: Phone, process: Process, school: Organisation) -> str:
    teacher.open(f"/youth/round/{process.pk}/classes/")
    teacher.choose(f"input[name=organisation][value='{school.pk}']")
    teacher.write("input[name=name]", "8a")
    teacher.write("input[name=size]", "3")
    teacher.press(SEND)
    sheet = ClassSheet.objects.get()
    desk.open(f"/youth/classes/{sheet.pk}/")
    desk.press("main form[action$='/allow/'] button")
    teacher.open(f"/youth/classes/{sheet.pk}/")
    codes: list[str] = []

    def make(_sheet: ClassSheet, slips: list[classes.Slip]) -> bytes:
        codes.extend(slip.code for slip in slips)
        return b"%PDF"

    sheet.refresh_from_db()
    classes.print_sheet(sheet, by=Actor(school.memberships.get().person), make=make)
    return codes[0]


def says_by_code(pupil: Phone, code: str) -> None:
    """At a tablet of the school: nobody is signed in, no script runs, no name is asked."""
    pupil.open("/youth/code/")
    pupil.write("input[name=code]", "AAAA-BBBB")
    pupil.press(SEND)
    assert pupil.page.locator("[aria-invalid=true]").count() == 1, "a wrong code is refused beside its field"
    pupil.page.locator("input[name=code]").fill("")
    pupil.page.locator("main h1").click()
    pupil.write("input[name=code]", code)
    pupil.press(SEND)
    pupil.choose("input[name=question][value=no]")
    pupil.press(SEND)
    assert pupil.reads("Das zählt")


def stays_outside(adult: Phone, process: Process) -> None:
    assert adult.page.request.get(adult.url + process.url).status == 404
    adult.open(f"/youth/round/{process.pk}/")
    assert adult.reads("Wer was gesagt hat")
