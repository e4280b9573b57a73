"""A ranked vote from the organiser's first page to the result: what the pages promise."""

from __future__ import annotations

import hashlib

import pytest
from django.urls import reverse

from quartier.api import Actor, Person, Refused
from quartier.api.processes import Ballot, cast, open_now, propose_to, withdraw_proposal
from quartier.api.testing import client_of, neighbour
from quartier.steps.ranked import actions, protocol
from quartier.steps.ranked.examples import NAMES, a_vote
from quartier.steps.ranked.forms import form_of
from quartier.steps.ranked.models import BallotPaper
from quartier.steps.ranked.queries import kinds_of_ballots, rules_of
from quartier.steps.ranked.rules import Rule
from quartier.steps.ranked.terms import PROPOSALS
from quartier.steps.ranked.tests.polls import closed, opened, page_of, vote


def test_a_vote_is_prepared_page_by_page(organiser: Person) -> None:
    step, client = a_vote(organiser, own=[]), client_of(organiser)
    for name, body in (
        ("rule", {"rule": "meek-stv"}),
        ("about", {"about": "own", "own": "Bänke\n Bäume \nBänke\n\nLicht"}),
        ("numbers", {"seats": "2", "quorum_percent": "0", "quorum_number": "2"}),
    ):
        assert client.post(f"/ranked/{step.pk}/{name}/", body).status_code == 302, name
    step.refresh_from_db()
    rules = rules_of(step)
    assert [choice.title for choice in rules.choices] == ["Bänke", "Bäume", "Licht"]
    assert (rules.rule, rules.places, rules.quorum_number) == (Rule.MEEK, 2, 2)
    page = page_of(organiser, f"/ranked/{step.pk}/set-up/")
    assert "Deine Stimme geht nicht verloren" in page
    assert "mindestens 2 Personen" in page


def test_rubbish_from_the_organiser_is_refused_with_a_sentence(organiser: Person) -> None:
    step, client = a_vote(organiser, rule="scottish-stv"), client_of(organiser)
    before = dict(step.options)
    for name, body in (
        ("rule", {"rule": "dictator"}),
        ("about", {"about": "own", "own": " \n "}),
        ("about", {"about": "own", "own": "\n".join(map(str, range(41)))}),
        ("numbers", {"seats": "3", "quorum_percent": "0", "quorum_number": "0"}),
        ("numbers", {"seats": "0", "quorum_percent": "101", "quorum_number": "x"}),
    ):
        response = client.post(f"/ranked/{step.pk}/{name}/", body)
        assert response.status_code == 200, (name, body)
        assert 'class="error' in response.content.decode(), (name, body)
    step.refresh_from_db()
    assert step.options == before


def test_rule_and_seats_are_fixed_once_people_vote(organiser: Person) -> None:
    step = opened(organiser)
    with pytest.raises(Refused):
        actions.choose(step, by=Actor(organiser), seats=2)
    assert client_of(organiser).post(f"/ranked/{step.pk}/rule/", {"rule": "score"}).status_code == 200
    with pytest.raises(Refused):
        actions.choose(a_vote(organiser), by=Actor(neighbour()), rule="score")


def test_a_vote_without_a_choice_does_not_open(organiser: Person) -> None:
    for chosen in ({"own": NAMES[:1]}, {"rule": "scottish-stv", "seats": 3}):
        with pytest.raises(Refused):
            open_now(a_vote(organiser, **chosen), by=Actor(organiser))
    assert not BallotPaper.objects.exists()


def test_the_last_vote_counts_and_the_ballot_shows_none(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    client = client_of(ayse)
    assert client.post(f"/ranked/{step.pk}/", {"c1": "1", "c3": "2"}).status_code == 302
    page = client.get(f"/ranked/{step.pk}/").content.decode().split("<main")[1]
    assert 'value="" selected' in page
    assert 'value="1" selected' not in page
    assert client.post(f"/ranked/{step.pk}/", {"c2": "3"}).status_code == 302
    assert [ballot.content for ballot in Ballot.objects.all()] == [{"c2": 1}]


def test_a_mistake_is_named_and_nothing_is_lost(organiser: Person) -> None:
    step, ayse = opened(organiser), neighbour()
    page = client_of(ayse).post(f"/ranked/{step.pk}/", {"c1": "2", "c2": "2", "c3": "1"}).content.decode()
    assert "Platz 2 steht mehr als einmal da" in page
    assert page.count('value="2" selected') == 2
    for body in ({"c1": "9"}, {"c1": "viele"}):
        assert client_of(ayse).post(f"/ranked/{step.pk}/", body).status_code == 200
    assert not Ballot.objects.exists()


def test_a_slip_from_paper_is_the_same_ballot(organiser: Person) -> None:
    for rule in Rule:
        rules = rules_of(opened(organiser, rule=rule.value))
        typed = {"ticks": ["c3", "c1"]} if rules.paper == "crosses" else {"c3": "2", "c1": "1"}
        slip = form_of(rules)(typed)
        assert slip.is_valid()
        assert slip.content() == ({"c1": 1, "c3": 1} if rules.paper == "crosses" else {"c1": 1, "c3": 2})
        assert form_of(rules)(slip.answers(slip.content())).is_valid()
        assert form_of(rules)({}).is_valid(), "an empty slip abstains"


def test_the_order_on_the_ballot_is_drawn_from_what_was_published(organiser: Person) -> None:
    step = opened(organiser)
    promise = BallotPaper.objects.get(step=step).promise
    by_hand = sorted(("c1", "c2", "c3"), key=lambda key: hashlib.sha256(f"{promise}:{key}".encode()).hexdigest())
    assert [choice.key for choice in rules_of(step).choices] == by_hand
    assert promise in page_of(neighbour(), step.url)


@pytest.mark.parametrize("rule", list(Rule))
def test_the_result_is_drawn_told_and_written_down(organiser: Person, rule: Rule) -> None:
    step = opened(organiser, rule=rule.value, seats=2)
    vote(step, ({"c1": 1, "c2": 2}, 4), ({"c2": 1}, 3), ({"c3": 1, "c2": 2}, 2), ({}, 1))
    step = closed(step, organiser)
    page = page_of(organiser, step.url)
    assert "Wie gezählt wurde" in page
    assert "<svg" in page.split('class="ranked-outcome"')[1]
    assert "Stimmzettel: 10" in page
    result = protocol.result(step)
    assert result.tables[0].rows
    assert len(result.remarks) > 5
    files = {"pk": step.process_id, "order": step.order}
    assert "c1" not in client_of(organiser).get(reverse("process:csv", kwargs=files)).content.decode()


def test_fewer_than_five_see_the_outcome_and_no_number(organiser: Person) -> None:
    step = opened(organiser)
    vote(step, ({"c1": 1}, 2), ({"c2": 1}, 1))
    step = closed(step, organiser)
    page = page_of(organiser, step.url)
    assert NAMES[0] in page.split('class="ranked-outcome"')[1]
    assert "<table" not in page
    assert "<svg role" not in page
    assert protocol.result(step).tables == ()


def test_nobody_votes_and_everybody_abstains(organiser: Person) -> None:
    assert "Niemand hat abgestimmt" in page_of(organiser, closed(opened(organiser), organiser).url)
    step = opened(organiser)
    vote(step, ({}, 6))
    assert "enthalten" in page_of(organiser, closed(step, organiser).url)


def test_a_tie_is_drawn_with_the_number_that_was_promised(organiser: Person) -> None:
    step = opened(organiser)
    promise = BallotPaper.objects.get(step=step).promise
    vote(step, ({"c1": 1}, 3), ({"c2": 1}, 3))
    step = closed(step, organiser)
    assert hashlib.sha256(step.tally["seed"].encode()).hexdigest() == promise
    assert step.tally["seed"] in page_of(organiser, step.url)
    assert any(step.tally["seed"] in str(remark) for remark in protocol.result(step).remarks)


def test_ballots_are_handed_out_only_where_nobody_is_known_by_theirs(organiser: Person) -> None:
    step = opened(organiser)
    vote(step, ({"c1": 1, "c2": 2}, 5), ({"c2": 1}, 6))
    step = closed(step, organiser)
    url = f"/ranked/{step.pk}/ballots.blt"
    assert url in page_of(organiser, step.url)
    text = client_of(organiser).get(url).content.decode()
    assert text.startswith("3 1\n")
    assert '"Amselgang"' in text
    rare = opened(organiser)
    vote(rare, ({"c1": 1, "c2": 2}, 5), ({"c3": 1, "c2": 2, "c1": 3}, 1))
    rare = closed(rare, organiser)
    assert "wie eine Unterschrift" in page_of(organiser, rare.url)
    assert client_of(organiser).get(f"/ranked/{rare.pk}/ballots.blt").status_code == 404


def test_proposals_are_fixed_as_it_opens_and_the_best_is_chosen(organiser: Person) -> None:
    step = a_vote(organiser, about=PROPOSALS)
    bench, tree, light = (propose_to(step, by=Actor(organiser), title=title) for title in ("Bank", "Baum", "Licht"))
    open_now(step, by=Actor(organiser))
    propose_to(step, by=Actor(organiser), title="Zu spät")
    step.refresh_from_db()
    assert {choice.title for choice in rules_of(step).choices} == {"Bank", "Baum", "Licht"}
    vote(step, ({"c3": 1, "c2": 2}, 5), ({"c2": 1}, 3), ({"c1": 1, "c2": 2}, 1))
    withdraw_proposal(light, by=Actor(organiser))
    step = closed(step, organiser)
    assert protocol.result(step).chosen == (tree.pk,)
    for proposal in (bench, tree, light):
        proposal.refresh_from_db()
    assert [proposal.state for proposal in (bench, tree)] == ["not_chosen", "chosen"]
    assert light.state not in {"chosen", "not_chosen"}
    assert "Licht" in page_of(organiser, step.url)


def test_a_ballot_that_a_wrong_programme_wrote_is_not_counted(organiser: Person) -> None:
    step = opened(organiser)
    vote(step, ({"c1": 1}, 5))
    for number, content in enumerate(({"c1": "eins"}, {"c9": 1}, {"c1": 1, "c2": 1})):
        cast(step, by=Actor(neighbour(f"Fremd{number}", "Form")), content=content)
    step = closed(step, organiser)
    assert (step.tally["cast"], step.tally["invalid"]) == (5, 3)
    assert "nicht lesbar: 3" in page_of(organiser, step.url)


def test_the_database_puts_equal_ballots_together(organiser: Person) -> None:
    step = opened(organiser)
    vote(step, ({"c2": 2, "c1": 1}, 4), ({"c1": 1, "c2": 2}, 3), ({"c3": 1}, 2))
    assert sorted(number for _content, number in kinds_of_ballots(step)) == [2, 7]


def test_other_scripts_and_markup_stay_as_they_are(organiser: Person) -> None:
    step = opened(organiser, own=["مقعد", "Παγκάκι", "<b>Bank</b>"])
    page = page_of(organiser, f"/ranked/{step.pk}/slip/")
    assert "مقعد" in page
    assert "Παγκάκι" in page
    assert "<b>Bank</b>" not in page


def test_a_trial_keeps_nothing(organiser: Person) -> None:
    step = a_vote(organiser)
    page = client_of(organiser).post(f"/ranked/{step.pk}/try/", {"c1": "1"}).content.decode()
    assert "gültige Stimme" in page
    assert not Ballot.objects.exists()
    assert client_of(neighbour()).get(f"/ranked/{step.pk}/try/").status_code == 403
