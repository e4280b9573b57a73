"""A vote from the organiser's first page to the result: what the pages promise."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Actor, Person, Refused, share
from quartier.api.processes import START_PROCESS, Ballot, Step, StepState, cast, close_now, open_now, propose_to
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.vote import actions, faces
from quartier.steps.vote.examples import PLACES, POINTS, TICKS, a_vote
from quartier.steps.vote.forms import form_of
from quartier.steps.vote.models import BallotPaper
from quartier.steps.vote.queries import rules_of
from quartier.steps.vote.terms import OWN, PROPOSALS, VoteOptions


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")


def opened(organiser: Person, **chosen: Any) -> Step:
    step = a_vote(organiser, **chosen)
    open_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def closed(step: Step, organiser: Person) -> Step:
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def vote(step: Step, ballots: list[dict[str, Any]]) -> list[Person]:
    people = [neighbour(f"N{number}", "Nachbar") for number in range(len(ballots))]
    for person, ballot in zip(people, ballots, strict=True):
        actions.vote(step, by=Actor(person), ballot=ballot)
    return people


def page_of(person: Person, url: str) -> str:
    return client_of(person).get(url).content.decode()


def test_a_vote_is_prepared_page_by_page(organiser: Person) -> None:
    step, client = a_vote(organiser), client_of(organiser)
    for name, body in (
        ("sort", {"sort": "points"}),
        ("about", {"about": "own", "own": "Bänke\n Bäume \nBänke\n\nLicht"}),
        ("rules", {"most": "5", "most_each": "3", "chosen": "1", "quorum_percent": "0", "quorum_number": "2"}),
    ):
        assert client.post(f"/vote/{step.pk}/{name}/", body).status_code == 302, name
    step.refresh_from_db()
    rules = rules_of(step)
    assert [option.title for option in rules.options] == ["Bänke", "Bäume", "Licht"]
    assert (rules.most, rules.most_each, rules.quorum_number) == (5, 3, 2)
    page = page_of(organiser, f"/vote/{step.pk}/set-up/")
    assert "Du hast 5 Punkte" in page
    assert "mindestens 2 Personen" in page


def test_rubbish_from_the_organiser_is_refused_with_a_sentence(organiser: Person) -> None:
    step, client = a_vote(organiser, **POINTS), client_of(organiser)
    for name, body in (
        ("about", {"about": "own", "own": " \n "}),
        ("about", {"about": "own", "own": "\n".join(map(str, range(101)))}),
        ("rules", {"most": "0", "most_each": "0", "chosen": "1", "quorum_percent": "0", "quorum_number": "0"}),
        ("rules", {"most": "5", "most_each": "9", "chosen": "1", "quorum_percent": "0", "quorum_number": "0"}),
        ("rules", {"most": "5", "most_each": "0", "chosen": "3", "quorum_percent": "101", "quorum_number": "x"}),
    ):
        response = client.post(f"/vote/{step.pk}/{name}/", body)
        assert response.status_code == 200
        assert (
            "Nichts, was du geschrieben hast, ist verloren" in response.content.decode()
            or 'class="error"' in response.content.decode()
        )
    step.refresh_from_db()
    assert step.options == {**vars(VoteOptions()), **POINTS}


def test_rules_stay_as_they_are_once_people_vote(organiser: Person) -> None:
    step = opened(organiser)
    with pytest.raises(Refused):
        actions.choose(step, by=Actor(organiser), majority="of_all")
    assert client_of(organiser).post(f"/vote/{step.pk}/sort/", {"sort": "points"}).status_code == 200
    with pytest.raises(Refused):
        actions.choose(a_vote(organiser), by=Actor(neighbour()), majority="of_all")


def test_a_vote_without_anything_to_choose_from_does_not_open(organiser: Person) -> None:
    step = a_vote(organiser, sort="points", about=OWN, own=PLACES[:1])
    with pytest.raises(Refused, match="at least two"):
        open_now(step, by=Actor(organiser))
    assert not BallotPaper.objects.exists()


def test_the_last_vote_counts_and_nothing_on_screen_tells_how_somebody_voted(organiser: Person) -> None:
    ayse = neighbour()
    step = opened(organiser)
    client = client_of(ayse)
    before = client.get(f"/vote/{step.pk}/").content.decode()
    assert client.post(f"/vote/{step.pk}/", {"question": "yes"}).status_code == 302
    page = client.get(f"/vote/{step.pk}/").content.decode()
    assert "checked" not in page.split("<main")[1]
    assert "checked" not in client.get(step.url).content.decode().split("<main")[1]
    assert page.count('type="radio"') == before.count('type="radio"') == 3
    assert client.post(f"/vote/{step.pk}/", {"question": "no"}).status_code == 302
    assert [ballot.content for ballot in Ballot.objects.all()] == [{"question": "no"}]


def test_a_ballot_that_is_not_valid_changes_nothing_and_loses_nothing(organiser: Person) -> None:
    ayse = neighbour()
    step = opened(organiser, **POINTS)
    for body in ({"o1": "4", "o2": "3"}, {"o1": "-1"}, {"o1": "viele"}, {"o1": "9" * 400}):
        page = client_of(ayse).post(f"/vote/{step.pk}/", body).content.decode()
        assert 'class="error' in page
        assert f'value="{body["o1"]}"' in page
    assert not Ballot.objects.exists()


def test_after_the_end_nobody_votes(organiser: Person) -> None:
    ayse = neighbour()
    step = opened(organiser)
    Step.objects.filter(pk=step.pk).update(closes=timezone.now() - timedelta(seconds=1))
    share(step.process, by=None)
    page = client_of(ayse).post(f"/vote/{step.pk}/", {"question": "yes"}).content.decode()
    assert 'type="radio"' not in page
    assert not Ballot.objects.exists()


def test_the_result_is_told_with_its_turnout(organiser: Person) -> None:
    step = opened(organiser)
    Step.objects.filter(pk=step.pk).update(is_for_all=True)
    vote(step, [{"question": "yes"}] * 4 + [{"question": "no"}] * 2 + [{}])
    step = closed(step, organiser)
    assert (step.tally["cast"], step.tally["empty"]) == (7, 1)
    page = page_of(organiser, step.url)
    assert "4 Ja, 2 Nein" in page
    assert page.count("4 Ja, 2 Nein") == 1, "the page of the process doesn't say it again"


def test_one_voter_and_only_abstentions(organiser: Person) -> None:
    one = opened(organiser)
    vote(one, [{"question": "yes"}])
    one = closed(one, organiser)
    page = page_of(organiser, one.url)
    assert "Angenommen." in page
    assert "<table" not in page
    assert faces.result(one).tables == ()
    none = opened(organiser)
    vote(none, [{"question": "abstain"}] * 6)
    assert "enthalten" in page_of(organiser, closed(none, organiser).url)


def test_nobody_votes(organiser: Person) -> None:
    step = closed(opened(organiser, **TICKS), organiser)
    assert "Niemand hat abgestimmt" in page_of(organiser, step.url)
    assert faces.result(step).chosen == ()


def test_a_tie_is_drawn_with_the_number_that_was_promised(organiser: Person) -> None:
    step = opened(organiser, **TICKS)
    promise = BallotPaper.objects.get(step=step).promise
    assert promise in page_of(neighbour("Paul", "Post"), step.url)
    vote(step, [{"o1": 1, "o2": 1}] * 5)
    step = closed(step, organiser)
    secret = step.tally["secret"]
    assert hashlib.sha256(secret.encode()).hexdigest() == promise
    page = page_of(organiser, step.url)
    assert secret in page
    first = min(("Bänke", "Bäume"), key=lambda title: hashlib.sha256(f"{secret}:{title}".encode()).hexdigest())
    assert [line["title"] for line in step.tally["lines"] if line["is_chosen"]] == [first]
    assert any(secret in str(remark) for remark in faces.result(step).remarks)


def test_without_a_tie_the_secret_stays_one(organiser: Person) -> None:
    step = opened(organiser, **TICKS)
    secret = BallotPaper.objects.get(step=step).secret
    vote(step, [{"o1": 1}] * 5)
    step = closed(step, organiser)
    assert secret not in page_of(organiser, step.url)
    assert step.tally["secret"] == ""


def test_proposals_are_fixed_as_the_vote_opens_and_the_best_is_chosen(organiser: Person) -> None:
    step = a_vote(organiser, sort="approval", about=PROPOSALS, most=1)
    bench, tree, light = (propose_to(step, by=Actor(organiser), title=title) for title in ("Bank", "Baum", "Licht"))
    open_now(step, by=Actor(organiser))
    propose_to(step, by=Actor(organiser), title="Zu spät")
    step.refresh_from_db()
    assert [option.title for option in rules_of(step).options] == ["Bank", "Baum", "Licht"]
    vote(step, [{f"p{tree.pk}": 1}] * 3 + [{f"p{bench.pk}": 1}] * 2)
    step = closed(step, organiser)
    assert faces.result(step).chosen == (tree.pk,)
    for proposal in (bench, tree, light):
        proposal.refresh_from_db()
    assert [proposal.state for proposal in (bench, tree, light)] == ["not_chosen", "chosen", "not_chosen"]


def test_a_slip_from_paper_is_the_same_ballot(organiser: Person) -> None:
    rules = rules_of(opened(organiser, **TICKS))
    slip = form_of(rules)({"ticks": ["o2", "o1"]})
    assert slip.is_valid()
    assert slip.content() == {"o1": 1, "o2": 1}
    assert form_of(rules)(slip.answers(slip.content())).is_valid()


def test_a_ballot_that_a_wrong_programme_wrote_is_not_counted(organiser: Person) -> None:
    step = opened(organiser)
    vote(step, [{"question": "yes"}] * 5)
    cast(step, by=Actor(neighbour("Fremd", "Form")), content={"question": "vielleicht"})
    assert closed(step, organiser).tally["cast"] == 5


def test_a_trial_keeps_nothing(organiser: Person) -> None:
    step = a_vote(organiser)
    assert "gültige Stimme" in client_of(organiser).post(f"/vote/{step.pk}/try/", {"question": "yes"}).content.decode()
    assert not Ballot.objects.exists()
    assert client_of(neighbour()).get(f"/vote/{step.pk}/try/").status_code == 403


def test_other_scripts_and_markup_stay_as_they_are(organiser: Person) -> None:
    own = actions.own_options("مقعد\nΠαγκάκι\n<b>Bank</b>", [])
    step = a_vote(organiser, **{**POINTS, "own": own})
    page = page_of(organiser, f"/vote/{step.pk}/slip/")
    assert "مقعد" in page
    assert "Παγκάκι" in page
    assert "<b>Bank</b>" not in page


def test_a_vote_reports_that_it_is_over(organiser: Person) -> None:
    step = closed(opened(organiser), organiser)
    assert step.state == StepState.CLOSED
    assert 'type="radio"' not in page_of(neighbour(), f"/vote/{step.pk}/")


def test_a_vote_that_was_never_counted_says_that_nobody_voted(organiser: Person) -> None:
    step = a_vote(organiser)
    step.state, step.closed = StepState.CLOSED, timezone.now()
    step.save(update_fields=["state", "closed"])
    share(step.process, by=None)
    assert "Niemand hat abgestimmt" in page_of(organiser, step.url)
