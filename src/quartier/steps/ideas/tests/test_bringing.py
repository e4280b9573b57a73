"""Bringing an idea: who may, where it lies, and what exists already."""

import re

import pytest

from quartier.api import Actor, Fact, Person, Point, Refused
from quartier.api.processes import Proposal, Step, support, withdraw_proposal
from quartier.steps.ideas.actions import learn_words
from quartier.steps.ideas.memory import alike, remember
from quartier.steps.ideas.models import IdeaWord
from quartier.steps.ideas.tests.people import an_idea, client_of, neighbour, open_step, organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe")


@pytest.fixture
def step() -> Step:
    return open_step(organiser())


def test_an_idea_has_its_author_and_its_spot(step: Step, ayse: Person) -> None:
    idea = an_idea(step, ayse, where="48.5930, 8.8702")
    assert (idea.latitude, idea.longitude) == (48.593, 8.8702)
    assert [row.person for row in idea.authors.all()] == [ayse]
    assert idea.origin == "neighbour"


def test_what_whoever_asks_proposes_says_so(step: Step) -> None:
    assert step.process.author is not None
    assert an_idea(step, step.process.author).origin == "organiser"


def test_without_a_place_where_one_is_wanted_nothing_is_written(ayse: Person) -> None:
    step = open_step(organiser(), needs_place=True)
    with pytest.raises(Refused, match="every idea has a place"):
        an_idea(step, ayse)
    assert not Proposal.objects.exists()


def test_neighbours_only_comment_where_nothing_new_is_asked_for(ayse: Person) -> None:
    step = open_step(organiser(), may_add=False)
    with pytest.raises(Refused, match="new ones aren't asked for"):
        an_idea(step, ayse)
    assert step.process.author is not None
    assert an_idea(step, step.process.author).pk  # the organiser's own proposals stand there from the beginning
    page = client_of(ayse).get(f"/ideas/{step.pk}/").content.decode()
    assert f"/ideas/{step.pk}/new/" not in page


@pytest.mark.parametrize("title", ["", "   ", "\u200b", "x" * 121])
def test_rubbish_is_refused(step: Step, ayse: Person, title: str) -> None:
    with pytest.raises(Refused):
        an_idea(step, ayse, title)
    assert not IdeaWord.objects.exists()


def test_a_title_in_another_script_is_fine(step: Step, ayse: Person) -> None:
    idea = an_idea(step, ayse, "مقاعد في الظل")
    page = client_of(ayse).get(f"/ideas/{step.pk}/?q=مقاعد").content.decode()
    assert idea.title in page


def test_what_says_the_same_is_shown_before_anything_is_published(step: Step, ayse: Person) -> None:
    there = an_idea(step, neighbour("Jonas"), "Fahrradständer vor der Bücherei")
    client, said = (
        client_of(ayse),
        {"title": "Ständer für Fahrräder an der Bücherei", "text": "Vier reichen.", "where": ""},
    )
    page = client.post(f"/ideas/{step.pk}/new/", said).content.decode()
    assert there.title in page
    assert Proposal.objects.count() == 1
    seen = re.search(r'name="is_other" value="([\d ]+)"', page)
    assert seen is not None
    answer = client.post(f"/ideas/{step.pk}/new/", {**said, "is_other": seen[1]})
    assert answer.status_code == 302
    assert Proposal.objects.count() == 2


def test_instead_one_supports_what_is_there(step: Step, ayse: Person) -> None:
    there = an_idea(step, neighbour("Jonas"))
    client_of(ayse).post(f"/process/proposal/{there.pk}/support/", {"back": f"/ideas/{step.pk}/"})
    there.refresh_from_db()
    assert there.support_count == 1


def test_the_hint_while_writing_has_a_way_to_what_is_there(step: Step, ayse: Person) -> None:
    there = an_idea(step, neighbour("Jonas"), "Fahrradständer vor der Bücherei")
    words = client_of(ayse).get(f"/ideas/{step.pk}/alike/?title=Ständer+für+Fahrräder+Bücherei").content.decode()
    assert there.url in words
    assert "<html" not in words


def test_withdrawn_and_blocked_ones_are_not_suggested(step: Step, ayse: Person) -> None:
    jonas = neighbour("Jonas")
    there = an_idea(step, jonas, "Fahrradständer vor der Bücherei")
    withdraw_proposal(there, by=Actor(jonas))
    words = client_of(ayse).get(f"/ideas/{step.pk}/alike/?title=Fahrradständer+Bücherei").content.decode()
    assert there.url not in words


def test_of_two_alike_the_nearer_comes_first(step: Step, ayse: Person) -> None:
    far = an_idea(step, ayse, "Eine Bank im Schatten", where="48.5990, 8.8900")
    near = an_idea(step, ayse, "Eine Bank in dem Schatten", where="48.5930, 8.8702")
    for number in range(20):
        an_idea(step, ayse, f"Etwas ganz anderes {number}{number}")
    assert near.latitude is not None
    found = alike(step.process, "Bank mit Schatten", "", Point(48.5931, 8.8702))
    assert found[0] == near.pk
    assert far.pk in found or len(found) == 1


def test_words_follow_a_change_and_told_twice_nothing_changes(step: Step, ayse: Person) -> None:
    idea = an_idea(step, ayse, "Ein Brunnen")
    client_of(ayse).post(
        f"/process/proposal/{idea.pk}/change/", {"title": "Ein Trinkwasserspender", "text": "", "where": ""}
    )
    idea.refresh_from_db()
    assert idea.title == "Ein Trinkwasserspender"
    learn_words(Fact.objects.filter(verb="changed").latest("pk"))
    assert not IdeaWord.objects.filter(word="brunn").exists()
    before = list(IdeaWord.objects.values_list("pk", flat=True))
    remember([idea])
    assert list(IdeaWord.objects.values_list("pk", flat=True)) == before


@pytest.mark.not_shared(reason="the step is closed behind everybody's back")
def test_a_step_that_closes_while_somebody_writes_keeps_what_was_typed(step: Step, ayse: Person) -> None:
    client, said = client_of(ayse), {"title": "Mehr Licht am Weg", "text": "Im Winter.", "where": ""}
    step.state = "closed"
    step.save(update_fields=["state"])
    answer = client.post(f"/ideas/{step.pk}/new/", said)
    assert "isn&#39;t open" in answer.content.decode() or answer.status_code == 403
    assert not Proposal.objects.exists()


def test_support_is_counted_once(step: Step, ayse: Person) -> None:
    idea = an_idea(step, neighbour("Jonas"))
    for _time in range(3):
        support(idea, step=step, by=Actor(ayse))
    idea.refresh_from_db()
    assert idea.support_count == 1
