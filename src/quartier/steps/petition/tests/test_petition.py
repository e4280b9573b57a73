"""A petition from its first signature to what came of it after a year."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Actor, Person, Refused, share
from quartier.api.processes import (
    ENTER_BALLOTS,
    START_PROCESS,
    Ballot,
    Step,
    close_now,
    managers_of,
    open_now,
    take_part_back,
)
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.petition import actions, faces
from quartier.steps.petition.examples import TO, a_handed_over_petition, a_petition
from quartier.steps.petition.likeness import likeness_of
from quartier.steps.petition.models import Course, SheetLine
from quartier.steps.petition.queries import sheets_of


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")


@pytest.fixture
def typist(db: None) -> Person:
    return holder_of(ENTER_BALLOTS, "Tina", "Tipp")


def opened(organiser: Person) -> Step:
    step = a_petition(organiser)
    open_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def closed(step: Step, organiser: Person) -> Step:
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def page_of(person: Person, url: str) -> str:
    return client_of(person).get(url).content.decode().split("<main")[1]


def typed(step: Step, typist: Person, sheet: int, *lines: tuple[str, str], replaces: bool = False) -> actions.Entered:
    return actions.enter_sheet(step, by=Actor(typist), sheet=sheet, lines=lines, replaces=replaces)


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        (("Ayşe Demir", "Lindenstraße 5"), ("demir  ayse", "Lindenstr. 5, 12345 Stadt"), True),
        (("Łukasz Groß", "Am Ring 3 a"), ("Lukasz Gross", "am ring 3a"), True),
        (("Ayşe Demir", "Lindenstraße 5"), ("Ayşe Demir", "Lindenstraße 6"), False),
        (("Ayşe Demir", "Lindenstraße 5"), ("Murat Demir", "Lindenstraße 5"), False),
    ],
)
def test_a_line_is_known_again_however_it_is_written(one: Any, other: Any, are_alike: bool) -> None:
    assert (likeness_of(*one) == likeness_of(*other)) is are_alike


def test_letters_that_fall_apart_still_fit_into_the_database() -> None:
    assert len(likeness_of("\N{LATIN SMALL LIGATURE FFI}" * 120, "Lindenstr. 5")) == 300


def test_somebody_signs_once_and_is_named_only_if_they_want(organiser: Person) -> None:
    step, ayse, paul = opened(organiser), neighbour(), neighbour("Paul", "Post")
    for _again in range(2):
        client_of(ayse).post(f"/petition/{step.pk}/", {"is_shown": "on"})
    client_of(paul).post(f"/petition/{step.pk}/", {})
    page = page_of(neighbour("Vera", "Viel"), step.url)
    assert "Ayşe Demir" in page
    assert "Paul Post" not in page
    assert Ballot.objects.filter(step=step).count() == 2
    client_of(ayse).post(f"/petition/{step.pk}/", {})
    assert "Ayşe Demir" not in page_of(paul, step.url)


def test_what_is_asked_stands_above_the_signature(organiser: Person) -> None:
    step = opened(organiser)
    step.process.text = "Morgens queren dort **zweihundert** Kinder."
    step.process.save(update_fields=["text"])
    share(step.process, by=None)
    assert "<strong>zweihundert</strong>" in page_of(neighbour(), f"/petition/{step.pk}/")


def test_a_signature_is_taken_back_without_a_trace(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    actions.sign(step, by=Actor(ayse), is_shown=True)
    client_of(ayse).post(f"/petition/{step.pk}/withdraw/")
    assert not Ballot.objects.filter(step=step).exists()
    step = closed(step, organiser)
    assert step.turnout == {}
    with pytest.raises(Refused):
        take_part_back(step, by=Actor(ayse))


def test_sheets_are_numbered_and_each_number_is_given_once(organiser: Person) -> None:
    step = opened(organiser)
    assert actions.number_sheets(step, by=Actor(organiser), count=3) == range(1, 4)
    assert actions.number_sheets(step, by=Actor(organiser), count=2) == range(4, 6)
    for count in (0, 51):
        with pytest.raises(Refused):
            actions.number_sheets(step, by=Actor(organiser), count=count)
    response = client_of(organiser).post(f"/petition/{step.pk}/sheets/", {"count": "2"})
    assert response.content.startswith(b"%PDF")
    assert Course.objects.get(step=step).printed == 7


def test_a_sheet_is_counted_without_those_who_have_signed(organiser: Person, typist: Person) -> None:
    step = opened(organiser)
    actions.number_sheets(step, by=Actor(organiser), count=2)
    first = typed(
        step,
        typist,
        1,
        ("Ayşe Demir", "Lindenstraße 5"),
        ("", ""),
        ("Paul Post", "Ring 1"),
        ("Demir, Ayse", "Lindenstr. 5"),
    )
    assert (first.counted, first.doubled) == (2, (4,))
    second = typed(step, typist, 2, ("PAUL POST", "Ring 1"), ("Rosa Ruf", "Ring 1"))
    assert (second.counted, second.doubled) == (1, (1,))
    with pytest.raises(Refused):  # the number was misread: nothing of the first sheet may go
        typed(step, typist, 1, ("Vera Viel", "Ring 7"))
    assert SheetLine.objects.filter(step=step, sheet=1).count() == 2
    again = typed(step, typist, 1, ("Ayşe Demir", "Lindenstraße 5"), replaces=True)
    assert (again.counted, again.doubled) == (1, ())
    with pytest.raises(Refused):
        typed(step, typist, 9, ("Rosa Ruf", "Ring 1"))
    with pytest.raises(Refused):
        typed(step, neighbour("Vera", "Viel"), 1, ("Rosa Ruf", "Ring 1"))
    step = closed(step, organiser)
    assert (step.tally["online"], step.tally["paper"]) == (0, 2)
    assert step.turnout == {"paper": 2}


def test_sheets_from_the_last_day_are_typed_until_the_hand_over(organiser: Person, typist: Person) -> None:
    step = opened(organiser)
    actions.number_sheets(step, by=Actor(organiser), count=2)
    actions.sign(step, by=Actor(neighbour()), is_shown=False)
    step = closed(step, organiser)
    typed(step, typist, 1, ("Paul Post", "Ring 1"), ("Rosa Ruf", "Ring 1"))
    step.refresh_from_db()
    assert (step.tally["online"], step.tally["paper"], step.turnout) == (1, 2, {"web": 1, "paper": 2})
    page = page_of(typist, f"/petition/{step.pk}/enter/")
    assert "Bogen 2 <span" in page
    assert "noch nicht eingegeben" in page
    actions.hand_over(step, by=Actor(organiser), on=timezone.localdate(), to=TO)
    with pytest.raises(Refused):
        typed(step, typist, 2, ("Vera Viel", "Ring 7"))
    assert "<form" not in page_of(typist, f"/petition/{step.pk}/enter/").split("</main>")[0]


def test_a_sheet_of_which_no_line_counts_is_typed_nevertheless(organiser: Person, typist: Person) -> None:
    step = opened(organiser)
    actions.number_sheets(step, by=Actor(organiser), count=2)
    typed(step, typist, 1, ("Paul Post", "Ring 1"))
    assert typed(step, typist, 2, ("Paul Post", "Ring 1")) == actions.Entered(0, (1,))
    assert sheets_of(Course.objects.get(step=step)) == [(1, 1), (2, 0)]


def test_whoever_signed_is_told_so_and_needs_no_second_page_to_sign(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    assert f'action="/petition/{step.pk}/"' in page_of(ayse, step.url)
    actions.sign(step, by=Actor(ayse), is_shown=False)
    page = page_of(ayse, step.url)
    assert f'action="/petition/{step.pk}/"' not in page
    assert "Du hast unterschrieben." in page
    assert f"/process/{step.process_id}/paper" not in page_of(organiser, step.url)  # sheets are typed elsewhere


def test_it_is_said_beforehand_what_comes_after_the_signatures(organiser: Person) -> None:
    page = page_of(neighbour(), opened(organiser).url)
    for said in ("Übergabe", "Tage nach dem Ende", "Ein Jahr nach der Übergabe wird nachgefragt"):
        assert said in page
    page = page_of(neighbour("Vera", "Viel"), a_handed_over_petition(organiser).url)
    assert "Nachgefragt wird am" in page


def test_rubbish_on_a_sheet_is_refused_line_by_line(organiser: Person, typist: Person) -> None:
    step = opened(organiser)
    actions.number_sheets(step, by=Actor(organiser), count=1)
    for body in (
        {"sheet": "1", "name3": "Ayşe Demir"},
        {"sheet": "x"},
        {"sheet": "1", "name1": "a" * 200, "address1": "b"},
    ):
        page = client_of(typist).post(f"/petition/{step.pk}/enter/", body).content.decode()
        assert 'class="error' in page
    assert not SheetLine.objects.exists()


def test_names_from_paper_go_as_it_is_handed_over(organiser: Person, typist: Person) -> None:
    step = opened(organiser)
    actions.number_sheets(step, by=Actor(organiser), count=1)
    typed(step, typist, 1, ("Ayşe Demir", "Lindenstraße 5"))
    today = timezone.localdate()
    with pytest.raises(Refused):
        actions.hand_over(step, by=Actor(organiser), on=today, to=TO)
    step = closed(step, organiser)
    for on in (today + timedelta(days=1), today - timedelta(days=2)):
        with pytest.raises(Refused):
            actions.hand_over(step, by=Actor(organiser), on=on, to=TO)
    actions.hand_over(step, by=Actor(organiser), on=today, to=TO)
    assert not SheetLine.objects.exists()
    assert "an: Verkehrsamt" in page_of(neighbour(), step.url)
    assert any("Verkehrsamt" in str(remark) for remark in faces.result(step).remarks)


def test_after_a_year_it_is_asked_once_and_told_once(organiser: Person) -> None:
    step = a_handed_over_petition(organiser)
    now = timezone.now()
    assert actions.ask_what_came(now) == 1
    assert actions.ask_what_came(now) == 0
    assert managers_of(step.process) == [organiser]
    assert "wurde vor einem Jahr übergeben" in page_of(organiser, "/notices/")
    with pytest.raises(Refused):
        actions.tell_what_came(step, by=Actor(neighbour()), text="Ja.")
    client_of(organiser).post(f"/petition/{step.pk}/what-came/", {"text": "Er ist da, seit März."})
    assert "Er ist da, seit März." in page_of(neighbour("Paul", "Post"), step.url)
    young = a_handed_over_petition(organiser)
    Course.objects.filter(step=young).update(handed_over=timezone.localdate() - timedelta(days=300))
    assert actions.ask_what_came(now) == 0


def test_goal_and_addressee_are_fixed_once_people_sign(organiser: Person) -> None:
    step = opened(organiser)
    with pytest.raises(Refused):
        actions.choose(step, by=Actor(organiser), goal=5, to="Jemand")
    nameless = a_petition(organiser)
    nameless.options = {"goal": 20, "to": ""}
    nameless.save(update_fields=["options"])
    with pytest.raises(Refused):
        open_now(nameless, by=Actor(organiser))


def test_the_goal_is_told_with_its_progress(organiser: Person) -> None:
    step = opened(organiser)
    for number in range(6):
        actions.sign(step, by=Actor(neighbour(f"N{number}", "Nachbar")), is_shown=False)
    page = page_of(neighbour(), step.url)
    assert "6 Unterschriften" in page
    assert "14 fehlen" in page
    assert "nicht erreicht" in page_of(organiser, closed(step, organiser).url)
