"""Taking over a Polis export on the page: looked at before, file, line and column named, all of it or nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quartier.api import Person
from quartier.api.processes import START_PROCESS, Ballot, Step
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.opinions.examples import COMMENTS, VOTES, running
from quartier.steps.opinions.models import Statement

# 200 kB that would need a table of 225 MB.
EVERYBODY_SOMETHING_ELSE = "voter-id,comment-id,vote\n" + "".join(f"{each},{each},1\n" for each in range(15_000))

# 900 kB that would need one of 200 GB.
NOTHING_OF_MUCH = "participant," + ",".join(map(str, range(100_000))) + "\n" + "1\n" * 150_000


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")


def sent(organiser: Person, step: Step, votes: str, comments: str = "") -> str:
    files: dict[str, Any] = {"votes": SimpleUploadedFile("a.csv", votes.encode())}
    if comments:
        files["comments"] = SimpleUploadedFile("b.csv", comments.encode())
    return client_of(organiser).post(f"/opinions/{step.pk}/polis/", files).content.decode()


def test_it_is_looked_at_first_and_taken_once(organiser: Person) -> None:
    step = running(organiser)
    page = sent(organiser, step, VOTES, COMMENTS)
    assert "Noch ist nichts übernommen" in page
    assert "Mehr Bäume im Hof" in page
    assert not Ballot.objects.exists()
    once = page.split('name="once" value="')[1].split('"')[0]
    for _twice in range(2):
        body = {"votes": VOTES, "comments": COMMENTS, "once": once}
        assert client_of(organiser).post(f"/opinions/{step.pk}/polis/take/", body).status_code == 302
    contents = [ballot.content for ballot in Ballot.objects.order_by("code")]
    assert contents == [{"agree": [5], "disagree": [6], "pass": []}, {"agree": [5], "disagree": [], "pass": []}]
    assert Statement.objects.get(step=step, number=6).own_text == "Tempo 30 überall"


@pytest.mark.parametrize(
    ("votes", "comments", "said"),
    [
        ("participant,0,1\n0,1,-1\n1,7,0\n", "", "participants-votes.csv, Zeile 3, Spalte 2: Das ist keine Antwort"),
        ("participant,0,1\n0,1\n", "", "participants-votes.csv, Zeile 2, Spalte 1: Diese Zeile hat"),
        ("voter-id,comment-id,vote\n1,0,ja\n", "", "votes.csv, Zeile 2, Spalte 3: Das ist keine Antwort"),
        ("name,frage\nA,1\n", "", "participants-votes.csv, Zeile 1, Spalte 1: Die Kopfzeile"),
        (VOTES, "nummer,text\n1,Ja\n", "comments.csv, Zeile 1, Spalte 1: Die Kopfzeile"),
        (VOTES, "comment-body,comment-id\nJa\n", "comments.csv, Zeile 2, Spalte 1: Diese Zeile hat"),
        ("voter-id,comment-id,vote,timestamp\n1,0,1,²\n", "", "votes.csv, Zeile 2, Spalte 4"),
        (NOTHING_OF_MUCH, "", "participants-votes.csv, Zeile 2, Spalte 1: Diese Zeile hat"),
        (EVERYBODY_SOMETHING_ELSE, "", "mehr Aussagen oder Personen"),
        ("participant,0\n" + "1" * 60 + ",1\n", "", "kurze Nummern"),
    ],
)
def test_what_is_broken_is_refused_with_its_place(organiser: Person, votes: str, comments: str, said: str) -> None:
    step = running(organiser)
    assert said in sent(organiser, step, votes, comments)
    client_of(organiser).post(f"/opinions/{step.pk}/polis/take/", {"votes": votes, "comments": comments})
    assert not Ballot.objects.exists()
    assert Statement.objects.filter(step=step).count() == 4


def test_numbers_that_python_cannot_read_are_names(organiser: Person) -> None:
    page = sent(organiser, running(organiser), "voter-id,comment-id,vote\n²,0,1\n" + "1" * 39 + ",0,1\n")
    assert "Noch ist nichts übernommen" in page


def test_a_large_table_comes_back_as_it_stands(organiser: Person) -> None:
    """With each comma as three signs it would be more than a request may hold."""
    large = "participant," + ",".join(map(str, range(200))) + "\n"
    large += "".join(f"{each}," + ",".join("1" * 200) + "\n" for each in range(2000))
    step = running(organiser)
    page = sent(organiser, step, large)
    assert re.search(r'action="/opinions/\d+/polis/take/"[^>]* enctype="multipart/form-data"', page)
    body = {"votes": large, "comments": "", "once": page.split('name="once" value="')[1].split('"')[0]}
    client_of(organiser).post(f"/opinions/{step.pk}/polis/take/", body)
    assert Ballot.objects.filter(step=step).count() == 2000


def test_nobody_else_may(organiser: Person) -> None:
    step = running(organiser)
    client_of(neighbour()).post(f"/opinions/{step.pk}/polis/take/", {"votes": VOTES, "comments": COMMENTS})
    assert not Ballot.objects.exists()
