"""A budget from the organiser's first page to the result: what the pages promise."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from quartier.api import Actor, Person, Refused
from quartier.api.processes import (
    ENTER_BALLOTS,
    Ballot,
    Proposal,
    Step,
    cast,
    check_proposal,
    close_now,
    open_now,
    step_for_example,
)
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.budget import actions, faces, outcome
from quartier.steps.budget.examples import a_budget, a_closed_budget, a_project
from quartier.steps.budget.forms import form_of
from quartier.steps.budget.models import BudgetPaper, promise_of
from quartier.steps.budget.queries import rules_of
from quartier.steps.budget.terms import SLUG


def opened(organiser: Person, **chosen: Any) -> Step:
    step = a_budget(organiser, **chosen)
    open_now(step, by=Actor(organiser))
    step.refresh_from_db()
    Step.objects.filter(pk=step.pk).update(is_for_all=True)
    step.refresh_from_db()
    return step


def closed(step: Step, organiser: Person) -> Step:
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def keys_of(step: Step) -> list[str]:
    return list(rules_of(step).by_key)


def vote(step: Step, *ballots: tuple[int, list[int]]) -> list[Person]:
    """`(3, [1, 2])`: three people tick the projects 1 and 2."""
    keys = keys_of(step)
    people: list[Person] = []
    for many, numbers in ballots:
        for _each in range(many):
            people.append(neighbour(f"N{len(people)}", "Nachbar"))
            actions.vote(step, by=Actor(people[-1]), ballot={keys[number - 1]: 1 for number in numbers})
    return people


def page_of(person: Person, url: str) -> str:
    return client_of(person).get(url).content.decode()


def test_a_budget_is_prepared_page_by_page(organiser: Person) -> None:
    step = step_for_example(organiser, SLUG, title="Quartiersfonds", question="Was kaufen wir?")
    client = client_of(organiser)
    for name, body in (
        ("money", {"money_cents": "5.000 €"}),
        ("sort", {"sort": "approval", "most": "3"}),
        ("rule", {"rule": "equal-shares", "utility": "cost"}),
        ("project", {"title": "Bank", "text": "Im Schatten", "cost_cents": "3.000"}),
        ("project", {"title": "Baum", "text": "", "cost_cents": "2.499,50"}),
    ):
        assert client.post(f"/budget/{step.pk}/{name}/", body).status_code == 302, name
    step.refresh_from_db()
    rules = rules_of(step)
    assert (rules.money, rules.most) == (500_000, 3)
    assert [(one.number, one.title, one.cost) for one in rules.projects] == [(1, "Bank", 300_000), (2, "Baum", 249_950)]
    assert faces.not_ready(step) == ""
    page = page_of(organiser, f"/budget/{step.pk}/set-up/")
    assert "zu gleichen Teilen" in page
    assert "2.499,50" in page


def test_rubbish_from_the_organiser_is_refused_with_a_sentence(organiser: Person) -> None:
    step, client = a_budget(organiser), client_of(organiser)
    for name, body in (
        ("money", {"money_cents": "0"}),
        ("money", {"money_cents": "viel"}),
        ("money", {"money_cents": "-5"}),
        ("money", {"money_cents": "9" * 30}),
        ("sort", {"sort": "dice", "most": "0"}),
        ("rule", {"rule": "mine", "utility": ""}),
        ("project", {"title": "", "cost_cents": "0"}),
    ):
        assert 'class="error"' in client.post(f"/budget/{step.pk}/{name}/", body).content.decode(), (name, body)
    before = step.options
    step.refresh_from_db()
    assert step.options == before


def test_it_does_not_open_before_there_is_something_to_decide(organiser: Person) -> None:
    step = a_budget(organiser)
    for money, says in ((0, "how much money"), (100, "at least two"), (100_000_000, "pays for all")):
        step = actions.choose(step, by=Actor(organiser), money_cents=money)
        with pytest.raises(Refused, match=says):
            open_now(step, by=Actor(organiser))
    assert not BudgetPaper.objects.exists()


def test_only_what_can_be_done_and_paid_stands_on_the_ballot_paper(organiser: Person) -> None:
    step = a_budget(organiser)
    idea = a_project(step, neighbour(), "Ungeprüft", 100_000, origin="neighbour")
    a_project(step, neighbour(), "Ohne Preis", 100_000, origin="neighbour")
    Proposal.objects.filter(title="Ohne Preis").update(cost_cents=None, feasibility="feasible")
    a_project(step, organiser, "Zu teuer", 700_000)
    assert len(rules_of(step).projects) == 4
    page = page_of(organiser, f"/budget/{step.pk}/set-up/")
    for why in ("Noch nicht geprüft", "was es kostet", "teurer als das ganze Geld"):
        assert why in page
    check_proposal(idea, by=Actor(organiser), feasibility="feasible", reasons="Passt.", cost_cents=123_400)
    assert rules_of(step).projects[-1].cost == 123_400
    open_now(step, by=Actor(organiser))
    check_proposal(idea, by=Actor(organiser), feasibility="not_feasible", reasons="Doch nicht.", cost_cents=999)
    step.refresh_from_db()
    assert rules_of(step).projects[-1].cost == 123_400, "what people vote on doesn't change under their hands"
    with pytest.raises(Refused):
        actions.choose(step, by=Actor(organiser), rule="greedy")


def test_the_last_vote_counts_and_nothing_on_screen_tells_how_somebody_voted(organiser: Person) -> None:
    step = opened(organiser)
    keys, client = keys_of(step), client_of(neighbour())
    assert client.post(f"/budget/{step.pk}/", {"ticks": keys[:2]}).status_code == 302
    for url in (f"/budget/{step.pk}/", step.url):
        assert "checked" not in client.get(url).content.decode().split("<main")[1]
    assert client.post(f"/budget/{step.pk}/", {"ticks": keys[2:3]}).status_code == 302
    assert [ballot.content for ballot in Ballot.objects.all()] == [{keys[2]: 1}]


def test_a_basket_that_is_too_dear_is_refused_and_loses_nothing(organiser: Person) -> None:
    step = opened(organiser, sort="cart")
    keys = keys_of(step)
    page = client_of(neighbour()).post(f"/budget/{step.pk}/", {"ticks": keys[:3]}).content.decode()
    assert "3.000\u00a0€ zu viel" in page
    assert page.count("checked") >= 3
    assert not Ballot.objects.exists()


@pytest.mark.parametrize(("sort", "body"), [("points", {0: "3", 1: "2"}), ("ranking", {0: "2", 1: "1"})])
def test_points_and_places_come_from_the_page(organiser: Person, sort: str, body: dict[int, str]) -> None:
    step = opened(organiser, sort=sort)
    keys = keys_of(step)
    client = client_of(neighbour())
    assert client.post(f"/budget/{step.pk}/", {keys[index]: said for index, said in body.items()}).status_code == 302
    assert Ballot.objects.get().content == {keys[index]: int(said) for index, said in body.items()}
    refused = client.post(f"/budget/{step.pk}/", {keys[0]: "5", keys[1]: "5"}).content.decode()
    assert 'class="error' in refused or 'class="errors"' in refused


def test_the_result_says_why_and_proposals_learn_what_became_of_them(organiser: Person) -> None:
    step = opened(organiser)
    vote(step, (7, [1, 3]), (6, [2]), (3, [4]), (5, []))
    step = closed(step, organiser)
    page = page_of(organiser, step.url)
    assert "von 4 Projekten" in page
    assert "7 Menschen sind dafür" in page
    assert "3 Menschen" not in page
    states = dict(Proposal.objects.values_list("title", "state"))
    chosen = {line["title"] for line in step.tally["lines"] if line["place"]}
    assert {title for title, state in states.items() if state == "chosen"} == chosen
    assert chosen
    assert set(states.values()) == {"chosen", "not_chosen"}
    assert set(outcome.result(step).chosen) == {proposal.pk for proposal in Proposal.objects.filter(state="chosen")}
    open_data = client_of(organiser).get(f"/process/{step.process_id}/step/1/numbers.json").json()
    votes = next(table for table in open_data["tables"] if table["name"] == "votes")
    assert [row["numbers"][0] for row in votes["rows"]] == [7, 6, 7, None]


def test_only_the_voter_reads_which_of_theirs_come(organiser: Person) -> None:
    step = opened(organiser)
    voters = vote(step, (7, [1, 3]), (6, [2]))
    step = closed(step, organiser)
    url = f"/budget/{step.pk}/mine/"
    mine = page_of(voters[0], url)
    coming = sum(1 for line in step.tally["lines"] if line["place"] and line["number"] in (1, 3))
    assert coming == 2
    assert "Alle deine 2 Projekte kommen." in mine
    assert "Dein Teil daran" in mine
    assert "Trinkbrunnen" not in mine
    assert "kein Stimmzettel von dir" in page_of(neighbour("Ohne", "Stimme"), url)
    assert url in page_of(voters[0], step.url)
    assert url not in page_of(neighbour("Ohne", "Link"), step.url)


def test_one_voter_and_only_abstentions(organiser: Person) -> None:
    one = opened(organiser)
    (voter,) = vote(one, (1, [2]))
    one = closed(one, organiser)
    page = page_of(organiser, one.url)
    assert "keine Zahlen" in page
    assert "Menschen sind dafür" not in page
    assert "Dein Projekt kommt." in page_of(voter, f"/budget/{one.pk}/mine/")
    assert "Dein Teil daran" not in page_of(voter, f"/budget/{one.pk}/mine/")
    assert [table.name for table in outcome.result(one).tables] == ["projects"]
    none = opened(organiser)
    vote(none, (6, []))
    none = closed(none, organiser)
    assert "enthalten" in page_of(organiser, none.url)
    assert outcome.result(none).chosen == ()
    assert not Proposal.objects.filter(process=none.process, state="not_chosen").exists(), "nothing was decided"


def test_nobody_votes(organiser: Person) -> None:
    step = closed(opened(organiser), organiser)
    assert "Niemand hat abgestimmt" in page_of(organiser, step.url)


def test_a_tie_is_drawn_with_the_number_that_was_promised(organiser: Person) -> None:
    step = opened(organiser, money_cents=350_000)
    assert [project.cost for project in rules_of(step).projects] == [300_000, 150_000, 80_000]
    promise = BudgetPaper.objects.get(step=step).promise
    assert promise in page_of(neighbour("Paul", "Post"), step.url)
    vote(step, (8, [1, 2]))
    step = closed(step, organiser)
    secret = step.tally["secret"]
    assert promise_of(secret) == promise
    page = page_of(organiser, step.url)
    assert secret in page
    assert f"printf '%s' '{secret}:1' | sha256sum" in page
    first = min((1, 2), key=lambda number: hashlib.sha256(f"{secret}:{number}".encode()).hexdigest())
    assert [line["number"] for line in step.tally["lines"] if line["place"]] == [first]
    assert any(secret in str(remark) for remark in outcome.result(step).remarks)


def test_a_ballot_that_a_wrong_programme_wrote_is_not_counted(organiser: Person) -> None:
    step = opened(organiser)
    vote(step, (5, [1]))
    cast(step, by=Actor(neighbour("Fremd", "Form")), content={"p0": 1})
    assert closed(step, organiser).tally["cast"] == 5


@pytest.mark.parametrize(
    ("sort", "said"), [("approval", "1. Bänke am Lindenplatz, 2. Trinkbrunnen"), ("points", "3"), ("ranking", "3")]
)
def test_a_slip_from_paper_is_the_same_ballot_and_is_told_in_words(organiser: Person, sort: str, said: str) -> None:
    step = a_budget(organiser, sort=sort)
    first, second, *_rest = keys_of(step)
    slip = form_of(rules_of(step))({"ticks": [second, first]} if sort == "approval" else {first: "3", second: "1"})
    assert slip.is_valid(), slip.errors
    if sort == "ranking":
        assert slip.content() == {first: 2, second: 1}, "gaps are closed"
        return
    assert said in slip.in_words(slip.content()).values()
    assert form_of(rules_of(step))(slip.answers(slip.content())).is_valid()


def test_a_trial_keeps_nothing(organiser: Person) -> None:
    step = a_budget(organiser)
    body = {"ticks": keys_of(step)[:1]}
    assert "gültige Stimme" in client_of(organiser).post(f"/budget/{step.pk}/try/", body).content.decode()
    assert not Ballot.objects.exists()
    assert client_of(neighbour()).get(f"/budget/{step.pk}/try/").status_code == 403


def test_other_scripts_and_markup_stay_as_they_are(organiser: Person) -> None:
    step = a_budget(organiser)
    for title in ("مقعد", "<b>Bank</b>"):
        actions.bring_project(step, by=Actor(organiser), title=title, text="", cost_cents=1000)
    for name in ("slip", "try", "set-up"):
        page = page_of(organiser, f"/budget/{step.pk}/{name}/")
        assert "مقعد" in page
        assert "<b>Bank</b>" not in page


def test_whoever_enters_ballots_sees_no_budget_of_others(organiser: Person) -> None:
    step = a_closed_budget(organiser)
    desk = holder_of(ENTER_BALLOTS, "Dora", "Desk")
    assert "kein Stimmzettel von dir" in page_of(desk, f"/budget/{step.pk}/mine/")
