"""What happens to proposals: support counted once, merging and parting, feasibility, all of it told and undone rightly."""

import random

import pytest

from quartier.api import Actor, Person, Refused
from quartier.api.processes import (
    Process,
    Proposal,
    ProposalAuthor,
    ProposalState,
    Step,
    Support,
    check_proposal,
    merge_proposal,
    part_proposals,
    propose_to,
    set_state,
    support,
)
from quartier.api.testing import client_of, neighbour
from quartier.kernel.processes.proposal_examples import proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga(db: None) -> Person:
    """Looks after the process."""
    return neighbour("Olga")


def step_of(proposal: Proposal) -> Step:
    step = proposal.process.steps.get()
    step.process = proposal.process
    return step


def state() -> object:
    return (
        sorted(ProposalAuthor.objects.values_list("proposal", "person")),
        sorted(Support.objects.values_list("proposal", "person")),
        sorted(Proposal.objects.values_list("pk", "support_count", "support_elsewhere", "merged_into")),
    )


def test_who_supports_both_counts_once_and_undoing_gives_back_what_was(olga: Person) -> None:
    one = proposed(olga, "Bank")
    two = proposed(neighbour("Jonas"), "Sitzbank", like=one)
    both, only_one = neighbour("Ayşe"), neighbour("Mara")
    for person, proposals in ((both, (one, two)), (only_one, (one,))):
        for proposal in proposals:
            support(proposal, step=step_of(one), by=Actor(person))
    before = state()
    merge_proposal(one, into=two, by=Actor(olga))
    two.refresh_from_db()
    assert two.support_count == 2
    assert two.authors.count() == 2
    part_proposals(one, by=Actor(olga))
    assert state() == before


def test_who_came_to_support_the_whole_stays_with_it(olga: Person) -> None:
    one = proposed(olga, "Bank")
    two = proposed(olga, "Sitzbank", like=one)
    merge_proposal(one, into=two, by=Actor(olga))
    support(two, step=step_of(two), by=Actor(neighbour("Ayşe")))
    part_proposals(one, by=Actor(olga))
    for proposal, count in ((one, 0), (two, 1)):
        proposal.refresh_from_db()
        assert proposal.support_count == count


@pytest.mark.parametrize("seed", range(6))
def test_any_merges_undone_backwards_leave_everything_as_it_was(olga: Person, seed: int) -> None:
    dice = random.Random(seed)
    first = proposed(olga, "Vorschlag 0")
    every = [first, *(proposed(neighbour(f"N{number}"), f"Vorschlag {number}", like=first) for number in range(1, 5))]
    people = [neighbour(f"P{number}") for number in range(4)]
    for _time in range(9):
        support(dice.choice(every), step=step_of(first), by=Actor(dice.choice(people)))
    states, merged = [state()], []
    there = list(every)
    while len(there) > 1:
        one, into = dice.sample(there, 2)
        merge_proposal(one, into=into, by=Actor(olga))
        there.remove(one)
        merged.append(one)
        states.append(state())
    last = Proposal.objects.get(pk=there[0].pk)
    assert last.support_count == Support.objects.values("person").distinct().count()
    for one in reversed(merged):
        assert state() == states.pop()
        part_proposals(Proposal.objects.get(pk=one.pk), by=Actor(olga))
    assert state() == states.pop()


def test_only_who_looks_after_the_process_merges(olga: Person) -> None:
    one = proposed(olga, "Bank")
    two = proposed(olga, "Sitzbank", like=one)
    with pytest.raises(Refused):
        merge_proposal(one, into=two, by=Actor(neighbour("Jonas")))
    with pytest.raises(Refused):
        merge_proposal(one, into=one, by=Actor(olga))
    with pytest.raises(Refused):
        merge_proposal(one, into=proposed(olga, "Anderswo"), by=Actor(olga))


def test_a_merged_one_leads_to_the_other_and_is_in_no_list(olga: Person) -> None:
    one = proposed(olga, "Bank")
    two = proposed(olga, "Sitzbank", like=one)
    merge_proposal(one, into=two, by=Actor(olga))
    page = client_of(neighbour("Jonas")).get(one.url).content.decode()
    assert two.url in page
    assert one.entry is None
    with pytest.raises(Refused):
        support(one, step=step_of(one), by=Actor(neighbour("Mara")))


def test_the_official_word_has_reasons(olga: Person) -> None:
    one = proposed(olga, "Bank")
    with pytest.raises(Refused):
        check_proposal(one, by=Actor(olga), feasibility="not_feasible", reasons=" ")
    check_proposal(one, by=Actor(olga), feasibility="not_feasible", reasons="Dort liegt die Gasleitung.")
    page = client_of(neighbour("Jonas")).get(one.url).content.decode()
    assert "Gasleitung" in page


def test_a_proposal_too_long_is_refused_and_nothing_is_written(olga: Person) -> None:
    one = proposed(olga, "Bank")
    for said in ({"title": "x" * 121}, {"title": "ok", "text": "x" * 10_001}):
        with pytest.raises(Refused):
            propose_to(step_of(one), by=Actor(olga), **said)  # type: ignore[arg-type]
    assert Proposal.objects.count() == 1


def test_a_foreign_address_to_come_back_to_is_not_followed(olga: Person) -> None:
    one = proposed(olga, "Bank")
    for back in ("https://example.org/", "//example.org", "/\\example.org"):
        answer = client_of(olga).post(f"/process/proposal/{one.pk}/support/", {"back": back})
        assert answer["Location"] == one.url


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("wird gebaut, Frühjahr 2027", ("Wird gebaut, Frühjahr 2027", "")),
        ("Frühjahr 2027", ("Wird gebaut", "Frühjahr 2027")),
        ("", ("Wird gebaut", "")),
    ],
)
def test_what_becomes_of_a_proposal_is_said_once(olga: Person, sentence: str, shown: tuple[str, str]) -> None:
    bench = proposed(olga, "Bank")
    set_state(bench, ProposalState.BUILDING, by=Actor(olga), sentence=sentence)
    bench.refresh_from_db()
    assert bench.fate == shown
    page = client_of(olga).get(bench.url).content.decode().casefold()
    assert page.count("wird gebaut") == 2, "at its head, and in its history"


def test_above_a_ballot_stands_what_its_step_asks() -> None:
    process = Process(title="Was braucht unser Quartier?", question="Was fehlt dir hier?")
    assert Step(process=process, title="Was ist am wichtigsten?").asks == "Was ist am wichtigsten?"
    assert Step(process=process).asks == "Was fehlt dir hier?"
    assert Step(process=Process(title="Der Platz")).asks == "Der Platz"
