"""Bringing statements, answering them, and what those who look after it may do: what actions and pages promise."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps

from quartier.api import Actor, Person, Refused
from quartier.api.processes import START_PROCESS, Ballot, Step, close_now, open_now, step_for_example
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.opinions import actions, queries
from quartier.steps.opinions.examples import SEEDS, running
from quartier.steps.opinions.models import Statement


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")


def opened(organiser: Person, **options: Any) -> Step:
    """With three statements of the organiser (1 to 3) and one of hers as a neighbour (4)."""
    return running(organiser, **options)


def content_of(step: Step, person: Person) -> dict[str, Any]:
    found: dict[str, Any] = Ballot.objects.get(step=step, person=person).content
    return found


def test_an_answer_can_be_changed_and_others_stay(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    for number, said in ((1, "agree"), (2, "disagree"), (1, "pass"), (1, "pass")):
        actions.answer(step, number, by=Actor(ayse), said=said)
    assert content_of(step, ayse) == {"agree": [], "disagree": [2], "pass": [1]}
    first, second = Statement.objects.filter(step=step, number__lte=2)
    assert (first.agreed, first.passed, second.disagreed) == (0, 1, 1)


def test_rubbish_is_refused_and_changes_nothing(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    for number, said in ((1, "love"), (99, "agree"), (0, "agree")):
        with pytest.raises(Refused):
            actions.answer(step, number, by=Actor(ayse), said=said)
    client = client_of(ayse)
    for body in ({}, {"number": "x", "said": "agree"}, {"number": "99999999", "said": "agree"}, {"number": "1"}):
        assert client.post(f"/opinions/{step.pk}/", body).status_code == 302
    assert not Ballot.objects.exists()
    for text in ("", " \n", "…!?", "a" * 141):
        with pytest.raises(Refused):
            actions.bring_statement(step, by=Actor(ayse), text=text)
    assert Statement.objects.filter(step=step).count() == 4


def test_the_same_statement_twice_is_one_and_the_limit_of_each_holds(
    organiser: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    step, ayse = opened(organiser, most_each=2), neighbour()
    first = actions.bring_statement(step, by=Actor(ayse), text="Mehr Bäume  im Hof!")
    assert actions.bring_statement(step, by=Actor(ayse), text="mehr bäume im hof") == first
    with pytest.raises(Refused, match="number 3"):
        actions.bring_statement(step, by=Actor(ayse), text="„Mehr Bänke wünschen sich alle“")
    actions.bring_statement(step, by=Actor(ayse), text="الأطفال أهم من السيارات")
    with pytest.raises(Refused, match="2 statements"):
        actions.bring_statement(step, by=Actor(ayse), text="Noch einer.")
    assert [one.number for one in queries.brought_by(step, ayse)] == [5, 6]
    monkeypatch.setattr(actions, "MOST_STATEMENTS", 20)  # a thousand take seconds
    step_full, lines = opened(organiser), "\n".join(f"Satz {number}" for number in range(20))
    with pytest.raises(Refused, match="Nobody could answer more"):
        actions.add_statements(step_full, by=Actor(organiser), lines=lines)
    assert Statement.objects.filter(step=step_full).count() == 4  # all or nothing


def test_a_number_is_never_given_twice(organiser: Person) -> None:
    """Else the answers to a statement that is gone would count for another."""
    step, ayse = opened(organiser), neighbour()
    last = actions.bring_statement(step, by=Actor(ayse), text="Mehr Bäume")
    assert last.comment is not None
    last.comment.delete()
    assert not Statement.objects.filter(number=last.number, step=step).exists()
    assert actions.bring_statement(step, by=Actor(ayse), text="Mehr Licht").number == last.number + 1


def test_what_is_looked_at_before_stands_only_when_it_is_let_through(organiser: Person) -> None:
    step, ayse, ben = opened(organiser, checks_before=True), neighbour(), neighbour("Ben", "Bauer")
    statement = actions.bring_statement(step, by=Actor(ayse), text="Mehr Bäume im Hof")
    assert not queries.standing(step).filter(pk=statement.pk).exists()
    assert "Mehr Bäume" not in page_of(ben, f"/opinions/{step.pk}/statements/")
    assert statement.comment is not None
    assert client_of(ben).get(f"/report/comment/{statement.comment_id}/").status_code == 404  # nor in any other window
    assert "Mehr Bäume" in page_of(ayse, f"/opinions/{step.pk}/mine/")
    with pytest.raises(Refused):
        actions.let_through(statement, by=Actor(ben))
    actions.let_through(statement, by=Actor(organiser))
    assert queries.standing(step).filter(pk=statement.pk).exists()
    assert "Mehr Bäume" in page_of(ben, f"/opinions/{step.pk}/statements/")
    assert "Jemand hat auf deine Aussage" in page_of(ayse, "/notices/")


def test_whoever_brought_what_is_taken_out_reads_why(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    statement = actions.bring_statement(step, by=Actor(ayse), text="Alle Radler sind Rowdys")
    with pytest.raises(Refused):
        actions.take_out(statement, by=Actor(organiser), reason=" ")
    actions.take_out(statement, by=Actor(organiser), reason="Urteilt über Menschen.")
    assert "Urteilt über Menschen." in page_of(ayse, f"/opinions/{step.pk}/mine/")
    with pytest.raises(Refused):
        actions.answer(step, statement.number, by=Actor(ayse), said="agree")
    with pytest.raises(Refused, match="Nummer 5"):  # it doesn't come back by being sent again
        actions.bring_statement(step, by=Actor(neighbour("Ben", "Bauer")), text="Alle Radler sind Rowdys")
    actions.let_through(statement, by=Actor(organiser))
    assert queries.standing(step).filter(pk=statement.pk).exists()


def test_what_its_author_changes_or_moderators_hide_is_put_before_nobody(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    changed = actions.bring_statement(step, by=Actor(ayse), text="Mehr Bäume")
    client_of(ayse).post(f"/comments/{changed.comment_id}/edit/", {"text": "Weniger Bäume"})
    hidden = actions.bring_statement(step, by=Actor(ayse), text="Mehr Licht")
    assert hidden.comment is not None
    hidden.comment.hidden = hidden.comment.created
    hidden.comment.save()
    changed.refresh_from_db()
    assert changed.text == "Weniger Bäume"
    assert {one.number for one in queries.standing(step)} == {1, 2, 3, 4}
    assert not changed.stands


def test_an_organisers_statement_is_theirs_alone(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    with pytest.raises(Refused):
        actions.add_statements(step, by=Actor(ayse), lines="Meins")
    assert client_of(ayse).get(f"/opinions/{step.pk}/care/").status_code == 404
    assert actions.add_statements(step, by=Actor(organiser), lines=f"Neu\n\n{SEEDS[0]}\nneu!") == 1
    page = page_of(ayse, f"/opinions/{step.pk}/statements/")
    assert page.count("Von denen, die fragen") == 4
    assert page.count(organiser.full_name) == 1  # the one that she brought as a neighbour


def test_a_step_without_any_statement_opens_only_where_neighbours_may_bring_some(organiser: Person) -> None:
    step = step_for_example(organiser, "opinions", title="T", question="Q?", options={"may_add": False})
    with pytest.raises(Refused, match="no statement yet"):
        open_now(step, by=Actor(organiser))
    actions.add_statements(step, by=Actor(organiser), lines="Mehr Bäume\nMehr Licht")
    first = Statement.objects.get(step=step, number=1)
    actions.take_out(first, by=Actor(organiser), reason="")
    assert not Statement.objects.filter(pk=first.pk).exists()  # nobody has seen it
    open_now(step, by=Actor(organiser))
    with pytest.raises(Refused, match="aren't asked for"):
        actions.bring_statement(step, by=Actor(neighbour()), text="Meins")


def test_closed_meanwhile(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    client = client_of(ayse)
    assert client.get(f"/opinions/{step.pk}/").status_code == 200
    close_now(step, by=Actor(organiser))
    response = client.post(f"/opinions/{step.pk}/", {"number": "1", "said": "agree"}, follow=True)
    assert "Dieser Schritt ist gerade nicht offen" in response.content.decode()
    assert not Ballot.objects.exists()
    with pytest.raises(Refused):
        actions.bring_statement(step, by=Actor(ayse), text="Zu spät")


def page_of(person: Person, url: str) -> str:
    return client_of(person).get(url).content.decode()


def number_on(page: str) -> int:
    found = re.search(r'name="number" value="(\d+)"', page)
    return int(found[1]) if found else 0


def test_one_statement_after_the_other_until_all_are_answered(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    client, seen = client_of(ayse), list[int]()
    for _each in range(4):
        page = client.get(f"/opinions/{step.pk}/").content.decode()
        assert number_on(client.get(f"/opinions/{step.pk}/").content.decode()) == number_on(
            page
        )  # loaded again: the same
        seen.append(number_on(page))
        client.post(f"/opinions/{step.pk}/", {"number": seen[-1], "said": "agree"})
    assert sorted(seen) == [1, 2, 3, 4]
    assert "Du hast alle Aussagen beantwortet" in client.get(f"/opinions/{step.pk}/").content.decode()
    assert content_of(step, ayse)["agree"] == [1, 2, 3, 4]
    mine = client.get(f"/opinions/{step.pk}/mine/").content.decode()
    assert mine.count('aria-pressed="true"') == 4
    back = client.post(f"/opinions/{step.pk}/", {"number": "2", "said": "disagree", "back": "mine"})
    assert back["Location"].endswith("/mine/#n2")


def test_nobody_else_reads_what_somebody_answered(organiser: Person) -> None:
    step, ayse, ben = opened(organiser), neighbour(), neighbour("Ben", "Bauer")
    actions.answer(step, 1, by=Actor(ayse), said="disagree")
    for person in (ben, organiser):
        for url in (step.url, f"/opinions/{step.pk}/mine/", f"/opinions/{step.pk}/report/"):
            page = page_of(person, url)
            assert 'aria-pressed="true"' not in page
            assert ayse.full_name not in page.split("<main")[1]


def test_statements_of_somebody_whom_one_blocked_are_not_put_before_one(organiser: Person) -> None:
    step, ayse, ben = opened(organiser), neighbour(), neighbour("Ben", "Bauer")
    statement = actions.bring_statement(step, by=Actor(ben), text="Mehr Bäume")
    apps.get_model("kernel", "Block").objects.create(blocker=ayse, blocked=ben)
    ayse.has_blocks = True
    assert statement.number not in {one.number for one in queries.standing(step, ayse)}
    assert statement.number in {one.number for one in queries.standing(step, organiser)}


def test_those_who_look_after_it_hear_once_that_statements_wait(organiser: Person) -> None:
    step, ayse = opened(organiser, checks_before=True), neighbour()
    for text in ("Mehr Bäume im Hof", "Mehr Licht am Kanal", "Weniger Lärm"):
        actions.bring_statement(step, by=Actor(ayse), text=text)
    notices = apps.get_model("kernel", "Notification").objects.filter(notice="opinions.waits")
    assert [(one.person_id, one.url) for one in notices] == [(organiser.pk, f"/opinions/{step.pk}/care/")]


def test_a_whole_slip_by_hand_does_not_replace_what_somebody_answered(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    for number in (1, 2, 3):
        actions.answer(step, number, by=Actor(ayse), said="agree")
    assert client_of(ayse).post(f"/process/cast/{step.pk}/", {"n1": "disagree"}).status_code == 404
    assert content_of(step, ayse) == {"agree": [1, 2, 3], "disagree": [], "pass": []}
