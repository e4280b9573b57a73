"""The map from answers to paper and files: what is drawn when, what is published, and that it is Polis'."""

from __future__ import annotations

import csv
import os
from datetime import datetime
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.utils import timezone

from quartier.api import Actor, Person
from quartier.api.processes import START_PROCESS, Ballot, Channel, Step, cast, close_now
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.counting.opinions.export import read_export
from quartier.steps.opinions import actions, queries, refresh
from quartier.steps.opinions.content import answers_in, content_of
from quartier.steps.opinions.drawing import group_at, place_of
from quartier.steps.opinions.examples import running
from quartier.steps.opinions.forms import slip_of
from quartier.steps.opinions.models import Board, Statement
from quartier.steps.opinions.refresh import draw_stale, redraw

DATA = Path(os.environ.get("QUARTIER_SHARED_DATA", Path(__file__).parents[6] / "shared" / "data"))


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")


def camps(step: Step, organiser: Person, sizes: tuple[int, ...] = (12, 9)) -> None:
    """Ten more statements; each camp answers all of them its own way, and agrees with the third."""
    actions.add_statements(step, by=Actor(organiser), lines="\n".join(f"Satz {number}" for number in range(10)))
    numbers = list(queries.standing(step).values_list("number", flat=True))
    for camp, size in enumerate(sizes):
        for row in range(size):
            says = {number: ("agree" if (number + camp) % 2 else "disagree") for number in numbers} | {3: "agree"}
            says[numbers[row % 5]] = "pass"
            Ballot.objects.create(step=step, code=f"{camp}:{row}", content=content_of(says))


def closed(step: Step, organiser: Person) -> Step:
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    step.__dict__.pop("_opinion_map", None)
    return step


def test_a_map_that_cannot_be_drawn_holds_up_no_other(organiser: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, whole = running(organiser), running(organiser)
    real = refresh.redraw

    def fails_once(step: Step, now: datetime) -> bool:
        if step.pk == broken.pk:
            raise ArithmeticError
        return real(step, now)

    monkeypatch.setattr(refresh, "redraw", fails_once)
    with pytest.raises(ArithmeticError):  # so that the engine room says so
        draw_stale(timezone.now())
    assert list(Board.objects.exclude(drawn=None).values_list("step", flat=True)) == [whole.pk]


def test_the_job_draws_only_what_changed_and_a_page_waits_for_nothing(organiser: Person) -> None:
    step, ayse = running(organiser), neighbour()
    page = client_of(ayse).get(step.url).content.decode()
    assert "Eine Karte gibt es, sobald 10 Menschen" in page
    camps(step, organiser)
    assert (draw_stale(timezone.now()), draw_stale(timezone.now())) == (1, 0)
    page = client_of(ayse).get(step.url).content.decode()
    assert "21 Personen stehen auf der Karte, in 2 Gruppen" in page
    assert page.count('class="opinion-dot"') == 21  # in three heaps: 12 are two, 9 are one
    assert "opinion-you" not in page
    actions.answer(step, 1, by=Actor(ayse), said="agree")
    assert draw_stale(timezone.now()) == 1
    statement = Statement.objects.get(step=step, number=2)
    actions.take_out(statement, by=Actor(organiser), reason="Doppelt.")
    assert draw_stale(timezone.now()) == 1


def test_only_whoever_answered_sees_where_they_stand(organiser: Person) -> None:
    step, ayse = running(organiser), neighbour()
    camps(step, organiser)
    numbers = queries.standing(step).values_list("number", flat=True)
    cast(
        step, by=Actor(ayse), content=content_of({number: "agree" if number % 2 else "disagree" for number in numbers})
    )
    redraw(step, timezone.now())
    assert client_of(ayse).get(step.url).content.decode().count('class="opinion-you"') == 1
    assert "opinion-you" not in client_of(organiser).get(step.url).content.decode()
    told = str(Board.objects.get(step=step).map)
    assert str(ayse.pk) + ":" not in told
    assert ayse.full_name not in told


def test_the_map_waits_until_the_end_where_the_organiser_wants_it(organiser: Person) -> None:
    step, ayse = running(organiser, shows_map=False), neighbour()
    camps(step, organiser)
    redraw(step, timezone.now())
    client = client_of(ayse)
    assert "opinion-map" not in client.get(step.url).content.decode()
    assert client.get(f"/opinions/{step.pk}/report/").status_code == 404
    assert "von 10 stimmen zu" not in client.get(f"/opinions/{step.pk}/statements/").content.decode()
    assert client.get(f"/opinions/{step.pk}/comments.csv").status_code == 404
    closed(step, organiser)
    assert "opinion-map" in client.get(step.url).content.decode()
    assert client.get(f"/opinions/{step.pk}/report/").status_code == 200


def test_protocol_and_files_hold_sums_and_nobody(organiser: Person) -> None:
    step, ayse = running(organiser), neighbour()
    camps(step, organiser)
    closed(step, organiser)
    client = client_of(ayse)
    for url in ("protocol/", "csv/", "json/"):
        response = client.get(f"{step.url}{url}")
        if response.status_code == 404:
            continue
        page = response.content.decode()
        assert "Fingerabdruck" in page or url == "csv/"
        assert "12:0" not in page
    rows = list(csv.DictReader(StringIO(client.get(f"/opinions/{step.pk}/comments.csv").content.decode("utf-8-sig"))))
    assert len(rows) == 14
    third = rows[2]
    assert (third["comment-id"], third["is-seed"], third["moderated"]) == ("3", "1", "1")
    assert int(third["agrees"]) + int(third["passes"] or 0) in {17, 21}  # four passes aren't told
    assert all(
        int(cell) >= 5 or cell == "0" for row in rows for name, cell in row.items() if name.startswith("group") and cell
    )
    assert "participant" not in "".join(rows[0])


def test_a_slip_of_paper_counts_like_answers_on_a_screen(organiser: Person) -> None:
    step = running(organiser)
    slip = slip_of(step)
    form = slip({"n1": "agree", "n3": "pass", "n99": "agree"})
    assert form.is_valid()
    assert form.content() == {"agree": [1], "disagree": [], "pass": [3]}
    assert slip.answers(form.content()) == {"n1": "agree", "n3": "pass"}
    assert not slip({"n1": "love"}).is_valid()
    assert slip({}).is_valid()
    Ballot.objects.create(step=step, code="paper:1:1", channel=Channel.PAPER, content=form.content())
    redraw(step, timezone.now())
    assert Board.objects.get(step=step).map["counts"][0] == [1, 0, 0]


def test_erasing_somebody_takes_their_answers_and_their_words_from_the_next_map(organiser: Person) -> None:
    step, ayse = running(organiser), neighbour()
    brought = actions.bring_statement(step, by=Actor(ayse), text="Mehr Bäume")
    actions.answer(step, 1, by=Actor(ayse), said="agree")
    redraw(step, timezone.now())
    ayse.delete()
    assert redraw(step, timezone.now())
    kept = Board.objects.get(step=step).map
    assert kept["answers"] == 0
    assert brought.number not in kept["numbers"]


def test_a_step_that_nobody_answered_closes_with_a_sentence(organiser: Person) -> None:
    step = closed(running(organiser), organiser)
    page = client_of(organiser).get(step.url).content.decode()
    assert "Eine Karte gibt es, sobald" in page


@pytest.mark.once
@pytest.mark.parametrize(("name", "bar"), [("15-per-hour-seattle", 0.85), ("austria-klimarat-konsum", 0.9)])
def test_taken_over_from_polis_the_groups_are_the_published_ones(organiser: Person, name: str, bar: float) -> None:
    if not (DATA / "polis" / name).is_dir():
        pytest.skip("the shared data aren't here")
    opinions, step = read_export(DATA / "polis" / name), running(organiser)
    first = Board.objects.get(step=step).last_number
    actions.take_over(step, opinions, by=Actor(organiser))
    Statement.objects.filter(step=step, number__lte=first).delete()
    redraw(step, timezone.now())
    kept = Board.objects.get(step=step).map
    ours, theirs = [], []
    for ballot in Ballot.objects.filter(step=step):
        group = opinions.published.get(ballot.code.rsplit(":", 1)[1])
        place = place_of(answers_in(ballot.content), kept)
        assert (place is None) == (group is None)  # the same people are on the map
        if place is not None:
            ours.append(group_at(place, kept))
            theirs.append(group)
    assert agreement(ours, theirs) >= bar
    if name == "austria-klimarat-konsum":
        ids = [int(opinions.statements[number - first - 1].id) for number in kept["uniting"][:3]]
        assert ids == [384, 152, 102]
        assert int(opinions.statements[kept["dividing"][0] - first - 1].id) == 43


def agreement(ours: list[int], theirs: list[str | None]) -> float:
    """Adjusted Rand index (Hubert and Arabie 1985): 1 for the same groups, 0 for chance."""
    rows, columns = (
        np.unique(ours, return_inverse=True)[1],
        np.unique([str(one) for one in theirs], return_inverse=True)[1],
    )
    table = np.zeros((rows.max() + 1, columns.max() + 1))
    np.add.at(table, (rows, columns), 1)

    def pairs(numbers: np.ndarray) -> float:
        return float((numbers * (numbers - 1) / 2).sum())

    together, a, b = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = a * b / pairs(np.array([len(ours)]))
    return (together - chance) / ((a + b) / 2 - chance)
