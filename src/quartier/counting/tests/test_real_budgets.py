"""Real participatory budgets (Pabulib): the published winners come out exactly."""

import json
from fractions import Fraction
from typing import Any

import pytest

from quartier.counting.counting import count
from quartier.counting.election import Ballot
from quartier.counting.files.pabulib import parse_pb, read_pb, write_pb
from quartier.counting.files.pabulib_meaning import election_of
from quartier.counting.rules.receipts import Receipts

from .real import election_at, real

pytestmark = pytest.mark.once

FILES = (
    "France_Toulouse_2019",
    "Hungary_Budapest_2024_VIII_Jozsefvaros",
    "Poland_Swiecie_2023",
    "Poland_Warszawa_2023_Mokotow",
    "Poland_Wieliczka_2023_Green_Budget",
    "Switzerland_Zurich_D10",
    "Switzerland_Zurich_SN",
)


def expected(name: str) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = json.loads(real("pabulib/expected.json").read_text())
    return found[f"{name}.pb"]


@pytest.mark.parametrize("name", ["Poland_Swiecie_2023", "Poland_Wieliczka_2023_Green_Budget"])
def test_equal_shares_with_add1_chooses_what_was_published(name: str) -> None:
    election = election_at(f"pabulib/{name}.pb")
    result = count(election, "equal-shares")
    assert sorted(result.winners) == sorted(expected(name)["selected_published"]["projects"])
    assert isinstance(result.receipts, Receipts)
    assert str(result.receipts.spent) == expected(name)["selected_published"]["cost"]


@pytest.mark.parametrize("name", FILES)
def test_greedy_chooses_what_was_published_or_computed(name: str) -> None:
    election = election_at(f"pabulib/{name}.pb")
    facts = expected(name)
    assert (len(election.options), election.voters) == (facts["num_projects"], facts["num_votes"])
    assert sorted(count(election, "greedy").winners) == sorted(facts["greedy_by_votes_or_score"]["projects"])
    if facts.get("selected_published_equals_greedy"):
        assert sorted(election.published or ()) == sorted(count(election, "greedy").winners)


@pytest.mark.parametrize("name", [name for name in FILES if "Warszawa" not in name])
def test_equal_shares_without_completion_agrees_with_pabutools(name: str) -> None:
    """The winners in expected.json were computed with pabutools 1.2.3."""
    facts = expected(name)
    election = election_at(f"pabulib/{name}.pb")
    for key, utility in (("Cost_Sat", "cost"), ("Additive_Cardinal_Sat", "cardinality")):
        winners = facts.get(f"pabutools_mes_no_completion_{key}")
        if winners is not None:
            result = count(election, "equal-shares", utility=utility, completion="none")
            assert sorted(result.winners) == sorted(winners)


@pytest.mark.parametrize("name", [name for name in FILES if "Warszawa" not in name])
def test_votes_and_points_are_those_the_file_itself_names(name: str) -> None:
    file = read_pb(real(f"pabulib/{name}.pb"))
    election = election_of(file)
    votes, points = [0] * len(election.options), [0] * len(election.options)
    for scores, how_many in election.scores():
        for option, given in scores.items():
            votes[option] += int(how_many)
            points[option] += int(given * how_many)
    assert [int(row["votes"]) for row in file.projects] == votes
    if "score" in file.headings["PROJECTS"]:
        assert [int(row["score"]) for row in file.projects] == points


@pytest.mark.parametrize("name", [name for name in FILES if "Warszawa" not in name])
def test_a_file_written_again_is_the_same_election(name: str) -> None:
    file = read_pb(real(f"pabulib/{name}.pb"))
    again = parse_pb(write_pb(file))
    assert election_of(again) == election_of(file)
    assert write_pb(again) == write_pb(file)
    assert again.meta == file.meta


def test_each_voter_of_swiecie_learns_which_projects_come() -> None:
    election = election_at("pabulib/Poland_Swiecie_2023.pb")
    receipts = count(election, "equal-shares").receipts
    assert isinstance(receipts, Receipts)
    paid = Fraction(0)
    for ballot, how_many in election.ballots.items():
        mine = receipts.of_ballot(ballot)
        payments = mine["paid"]
        assert isinstance(payments, dict)
        assert sum(payments.values()) <= receipts.run.each
        paid += sum(payments.values()) * how_many
    assert paid == receipts.spent  # to the last fraction
    first = next(ballot for ballot in election.ballots if len(ballot.named) == 5)
    assert str(receipts.of_ballot(first)["says"]).endswith("of your 5 projects are coming.")
    assert receipts.of_ballot(Ballot(()))["says"] == "0 of your 0 projects are coming."
