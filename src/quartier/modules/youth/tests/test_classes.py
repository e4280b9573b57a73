"""A class takes part without names: codes that can't be guessed, shared in public, lost, or counted twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quartier.api import Actor, Organisation, Person, Refused, share
from quartier.api.processes import Ballot, ProcessState, Step, choose_for_young, close_now, round_for_example
from quartier.api.testing import client_of, neighbour
from quartier.modules.youth import classes
from quartier.modules.youth.models import ClassCode, ClassSheet
from quartier.modules.youth.terms import MOST_CODES, MOST_IDEAS, MOST_SHEETS, WRONG_CODES

pytestmark = pytest.mark.django_db
ENTER, ANSWER = "/youth/code/", "/youth/code/answer/"


@pytest.fixture
def jule() -> Person:
    return choose_for_young(neighbour("Jule", "Jansen"))


@pytest.fixture
def tom() -> Person:
    return neighbour("Tom", "Thal")


def school_of(person: Person, name: str = "Lindenschule") -> Organisation:
    school = Organisation.objects.create(name=name, kind="school", is_confirmed=True)
    school.memberships.create(person=person)
    return school


def printed(sheet: ClassSheet, by: Person) -> dict[int, str]:
    """Number → code, as they stand on the slips."""
    seen: dict[int, str] = {}

    def make(_sheet: ClassSheet, slips: list[classes.Slip]) -> bytes:
        seen.update({slip.number: slip.code for slip in slips})
        return b"%PDF"

    classes.print_sheet(sheet, by=Actor(by), make=make)
    return seen


def a_sheet(jule: Person, tom: Person, kind: str = "mood", size: int = 3) -> tuple[Step, ClassSheet, dict[int, str]]:
    step = round_for_example(jule, kind)
    sheet = classes.ask_for_codes(step.process, by=Actor(tom), organisation=school_of(tom), name="5b", size=size)
    classes.allow_codes(sheet, by=Actor(jule))
    sheet.refresh_from_db()
    return step, sheet, printed(sheet, tom)


def say(code: str, **said: Any) -> tuple[Client, str]:
    """A child at a tablet: types the code, answers; and what the page says then."""
    browser = client_of(None)
    first = browser.post(ENTER, {"code": code})
    if first.status_code != 302:
        return browser, first.content.decode()
    last = browser.post(ANSWER, said, follow=True)
    return browser, last.content.decode()


def test_from_asking_to_a_result_without_a_name(jule: Person, tom: Person) -> None:
    step, _sheet, codes = a_sheet(jule, tom)
    assert len(set(codes.values())) == 3
    assert not ClassCode.objects.filter(code_hash__in=codes.values()).exists()  # kept nowhere
    _browser, page = say(codes[1].lower().replace("-", " "), mood="good")
    assert "Das zählt" in page
    say(codes[2], mood="no")
    say(codes[2], mood="good")  # typed in again: changed
    ballots = Ballot.objects.filter(step=step)
    assert [(one.person_id, one.entered_by_id, one.content) for one in ballots] == [(None, None, {"mood": "good"})] * 2
    close_now(step, by=Actor(jule))
    step.refresh_from_db()
    assert step.turnout == {"web": 2}


def test_after_the_answer_the_device_knows_nothing_any_more(jule: Person, tom: Person) -> None:
    _step, _sheet, codes = a_sheet(jule, tom)
    browser, _page = say(codes[1], mood="good")
    assert browser.get(ANSWER).status_code == 302
    assert "youth_code" not in browser.session


def test_what_one_chose_is_shown_to_the_code_alone(jule: Person, tom: Person) -> None:
    step, sheet, codes = a_sheet(jule, tom)
    say(codes[1], mood="no")
    page = client_of(tom).get(sheet.url).content.decode()
    assert "mood" not in page
    assert codes[1] not in page
    browser = client_of(None)
    browser.post(ENTER, {"code": codes[1]})
    assert "Du hast schon gewählt" in browser.get(ANSWER).content.decode()
    assert step.is_open


@pytest.mark.parametrize("typed", ["", "XXXX-XXXX", "5b", "’; DROP TABLE", "💥" * 8, "K7TR", "0" * 30, " " * 5])
def test_rubbish_is_refused_with_a_sentence(jule: Person, tom: Person, typed: str) -> None:
    a_sheet(jule, tom)
    page = client_of(None).post(ENTER, {"code": typed})
    assert page.status_code == 200
    assert "error" in page.content.decode()
    assert not Ballot.objects.exists()


def test_guessing_is_slowed_down_and_a_class_behind_one_router_comes_in(jule: Person, tom: Person) -> None:
    _step, _sheet, codes = a_sheet(jule, tom, size=MOST_CODES)
    for code in codes.values():
        classes.enter_code(code, network="school")
    for _number in range(WRONG_CODES.tries):
        with pytest.raises(Refused, match="kennen"):
            classes.enter_code("XXXX-XXXX", network="school")
    with pytest.raises(Refused, match="Viertelstunde"):
        classes.enter_code(codes[1], network="school")
    assert classes.enter_code(codes[1], network="elsewhere").number == 1


def test_a_code_shared_in_public_is_revoked_and_its_choice_doesnt_count(jule: Person, tom: Person) -> None:
    step, sheet, codes = a_sheet(jule, tom)
    held = client_of(None)
    held.post(ENTER, {"code": codes[1]})  # somebody who has typed it in already
    say(codes[1], mood="good")
    say(codes[2], mood="no")
    client_of(tom).post(reverse("youth:revoke_one", kwargs={"pk": sheet.pk, "number": 1}))
    assert [one.content for one in Ballot.objects.filter(step=step)] == [{"mood": "no"}]
    assert "kennen wir nicht" in say(codes[1], mood="good")[1]
    assert held.post(ANSWER, {"mood": "good"}).status_code == 302
    assert Ballot.objects.filter(step=step).count() == 1
    again = printed(sheet, tom)
    assert set(again) == {1, 3}  # 2 was used and keeps its code
    say(again[1], mood="good")
    say(codes[2], mood="good")
    assert Ballot.objects.filter(step=step).count() == 2
    assert "kennen wir nicht" in say(codes[3], mood="good")[1]  # printed anew


def test_a_whole_sheet_in_public(jule: Person, tom: Person) -> None:
    step, sheet, codes = a_sheet(jule, tom)
    for code in codes.values():
        say(code, mood="good")
    page = client_of(tom).post(reverse("youth:revoke_all", kwargs={"pk": sheet.pk}), follow=True)
    assert "3 Wahlen zählen nicht" in page.content.decode()
    assert not Ballot.objects.filter(step=step).exists()
    again = printed(sheet, tom)
    assert set(again) == {1, 2, 3}
    assert not set(again.values()) & set(codes.values())
    say(again[3], mood="no")
    close_now(step, by=Actor(jule))
    step.refresh_from_db()
    assert step.turnout == {"web": 1}


def test_what_was_counted_stays_counted(jule: Person, tom: Person) -> None:
    step, sheet, codes = a_sheet(jule, tom)
    say(codes[1], mood="good")
    close_now(step, by=Actor(jule))
    with pytest.raises(Refused, match="vorbei"):
        classes.revoke_sheet(ClassSheet.objects.get(pk=sheet.pk), by=Actor(tom))
    assert Ballot.objects.filter(step=step).count() == 1
    assert "kennen wir nicht" in say(codes[2], mood="good")[1]


def test_a_step_that_ends_while_somebody_chooses(jule: Person, tom: Person) -> None:
    step, _sheet, codes = a_sheet(jule, tom)
    code = classes.enter_code(codes[1], network="a")
    Step.objects.filter(pk=step.pk).update(closes=timezone.now())
    share(step.process, by=None)
    with pytest.raises(Refused):
        classes.choose_with_code(code, step, content={"mood": "good"})
    browser = client_of(None)
    browser.post(ENTER, {"code": codes[1]})
    assert "nichts zu tun" in browser.post(ANSWER, {"mood": "good"}).content.decode()
    assert not Ballot.objects.exists()


def test_a_wrong_choice_is_refused_and_the_code_is_still_held(jule: Person, tom: Person) -> None:
    _step, _sheet, codes = a_sheet(jule, tom)
    browser, page = say(codes[1], mood="Eis")
    assert "error" in page
    assert not Ballot.objects.exists()
    assert "Das zählt" in browser.post(ANSWER, {"mood": "good"}, follow=True).content.decode()


def test_ideas_with_a_code_have_no_author_and_a_limit(jule: Person, tom: Person) -> None:
    step, sheet, codes = a_sheet(jule, tom, "ideas")
    for number in range(MOST_IDEAS):
        assert "Das zählt" in say(codes[1], title=f"Idee {number}", text="")[1]
    say(codes[1], title="Idee 0", text="")  # sent twice
    assert "Platz" in say(codes[1], title="Noch eine", text="")[1]
    ideas = step.process.proposals.order_by("pk")
    assert [(one.author_id, one.authors.count()) for one in ideas] == [(None, 0)] * MOST_IDEAS
    classes.revoke_code(sheet, 1, by=Actor(tom))
    assert not step.process.proposals.filter(withdrawn=None).exists()


def test_nobody_brings_more_voices_than_were_allowed(jule: Person, tom: Person) -> None:
    step, school = round_for_example(jule, "mood"), school_of(tom)
    ask: dict[str, Any] = {"by": Actor(tom), "organisation": school, "size": 20}
    for name, size in (("", 20), ("5b", 0), ("5b", MOST_CODES + 1)):
        with pytest.raises(Refused):
            classes.ask_for_codes(step.process, **{**ask, "name": name, "size": size})
    sheet = classes.ask_for_codes(step.process, name="5b", **ask)
    assert classes.ask_for_codes(step.process, name="5B ", **ask).pk == sheet.pk
    assert not sheet.codes.exists()
    for action in (lambda: printed(sheet, tom), lambda: classes.allow_codes(sheet, by=Actor(tom))):
        with pytest.raises(Refused):
            action()
    for number in range(MOST_SHEETS - 1):
        classes.ask_for_codes(step.process, name=f"6{number}", **ask)
    with pytest.raises(Refused):
        classes.ask_for_codes(step.process, name="7a", **ask)
    classes.refuse_codes(sheet, by=Actor(jule), reason="Schon dabei.")
    with pytest.raises(Refused):
        classes.allow_codes(sheet, by=Actor(jule))
    assert "Schon dabei." in client_of(tom).get(sheet.url).content.decode()


def test_only_the_own_school_and_only_for_rounds_of_young_people(jule: Person, tom: Person) -> None:
    step, sheet, _codes = a_sheet(jule, tom)
    stranger, other = neighbour("Olaf"), neighbour("Anna")
    school_of(other, "Andere Schule")
    for person in (stranger, other):
        browser = client_of(person)
        assert browser.get(sheet.url).status_code == 404
        for name in ("print", "revoke_all", "allow"):
            assert browser.post(reverse(f"youth:{name}", kwargs={"pk": sheet.pk})).status_code == 404
    with pytest.raises(Refused):
        classes.ask_for_codes(step.process, by=Actor(stranger), organisation=sheet.organisation, name="9", size=3)
    assert client_of(stranger).get(reverse("youth:ask_codes", kwargs={"pk": step.process_id})).status_code == 404
    step.process.state = ProcessState.ENDED
    step.process.save()
    share(step.process, by=None)
    with pytest.raises(Refused):
        classes.ask_for_codes(step.process, by=Actor(tom), organisation=sheet.organisation, name="9", size=3)


def test_the_sheet_is_a_pdf_with_every_code_and_no_name(jule: Person, tom: Person) -> None:
    _step, sheet, _codes = a_sheet(jule, tom, size=12)
    made = client_of(tom).post(reverse("youth:print", kwargs={"pk": sheet.pk}))
    assert made.content.startswith(b"%PDF")
    assert made["Cache-Control"] == "no-store"


def test_a_scanned_code_leaves_the_address(jule: Person, tom: Person) -> None:
    _step, _sheet, codes = a_sheet(jule, tom)
    browser = client_of(None)
    page = browser.get(reverse("youth:scanned", kwargs={"code": codes[1]}), follow=True)
    assert page.redirect_chain == [(ENTER, 302)]
    assert codes[1] in page.content.decode()
