"""Beside other people's programs, on random elections. They are no part of what the tests need:

uv pip install -r requirements/oracle.in; pytest -m long src/quartier/counting/tests/test_oracles.py

`python -m quartier.counting.tests.test_oracles` writes their results anew into frozen.json, for test_frozen.py.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quartier.counting.counting import count
from quartier.counting.election import Election
from quartier.counting.opinions.export import read_export
from quartier.counting.opinions.opinion_map import draw_map
from quartier.counting.opinions.votes import UNSEEN

from .instances import budget_of, committee_of
from .real import real

pytestmark = [pytest.mark.long, pytest.mark.once]
FROZEN = Path(__file__).with_name("frozen.json")


def by_pabutools(election: Election, utility: str) -> list[str]:
    """Equal Shares without completion, exact."""
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Cost_Sat, Instance, Project
    from pabutools.rules import method_of_equal_shares

    projects = [Project(option.id, option.cost) for option in election.options]
    instance = Instance(projects, budget_limit=election.budget)
    ballots = [
        ApprovalBallot(projects[n] for n in ballot.named)
        for ballot, many in election.ballots.items()
        for _ in range(int(many))
    ]
    satisfaction = {"cost": Cost_Sat, "cardinality": Cardinality_Sat}[utility]
    found = method_of_equal_shares(instance, ApprovalProfile(ballots, instance=instance), sat_class=satisfaction)
    return sorted(project.name for project in found)


def by_abcvoting(election: Election, rule: str) -> list[list[str]]:
    """All winning committees."""
    from abcvoting import abcrules
    from abcvoting.preferences import Profile

    profile = Profile(len(election.options))
    for ballot, many in election.ballots.items():
        profile.add_voters([ballot.named] * int(many))
    algorithm = "standard" if rule == "av" else "standard-fractions"
    found = abcrules.compute(rule, profile, committeesize=election.seats, resolute=False, algorithm=algorithm)
    return sorted(sorted(str(candidate) for candidate in committee) for committee in found)


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_equal_shares_beside_pabutools(utility: str) -> None:
    pytest.importorskip("pabutools")
    for seed in range(300):
        election = budget_of(seed)
        ours = count(election, "equal-shares", utility=utility, completion="none")
        if not ours.lots.draws:  # pabutools breaks ties by name
            assert sorted(ours.winners) == by_pabutools(election, utility), seed


@pytest.mark.parametrize(
    ("rule", "theirs"), [("equal-shares", "equal-shares"), ("phragmen", "seqphragmen"), ("approval", "av")]
)
def test_committees_beside_abcvoting(rule: str, theirs: str) -> None:
    pytest.importorskip("abcvoting")
    for seed in range(200):
        election = committee_of(seed)
        if len({option for ballot in election.ballots for option in ballot.named}) < (election.seats or 0):
            continue  # seats that nobody's votes can fill: abcvoting fills them by number
        assert sorted(count(election, rule).winners) in by_abcvoting(election, theirs), seed


@pytest.mark.parametrize("name", ["austria-klimarat-konsum", "15-per-hour-seattle"])
def test_the_map_beside_red_dwarf(name: str) -> None:
    """The same picture. Its groups are the same for konsum; for Seattle it takes more, and agrees less with what was published."""
    pytest.importorskip("reddwarf")
    from reddwarf.implementations.base import run_pipeline

    opinions = read_export(real(f"polis/{name}"))
    found = draw_map(opinions)
    votes = [
        {
            "participant_id": int(opinions.participants[row]),
            "statement_id": int(opinions.statements[column].id),
            "vote": int(opinions.votes[row, column]),
        }
        for row, column in np.argwhere(opinions.votes != UNSEEN)
    ]
    taken_out = [int(one.id) for one in opinions.statements if not one.shown]
    theirs = run_pipeline(votes=votes, mod_out_statement_ids=taken_out, random_state=1)
    people = [int(opinions.participants[row]) for row in found.rows]
    points = np.array([theirs.participant_projections[person] for person in people])
    for axis in (0, 1):
        assert abs(np.corrcoef(points[:, axis], found.projection.points[:, axis])[0, 1]) > 0.999
    if name == "austria-klimarat-konsum":
        groups = theirs.participants_df["cluster_id"]
        pairs = {(int(groups[person]), int(group)) for person, group in zip(people, found.grouping.labels, strict=True)}
        assert len(pairs) == 2


def frozen() -> dict[str, Any]:
    budgets = {
        str(seed): {utility: by_pabutools(budget_of(seed), utility) for utility in ("cost", "cardinality")}
        for seed in range(40)
    }
    committees = {
        str(seed): {rule: by_abcvoting(committee_of(seed), rule) for rule in ("equal-shares", "seqphragmen")}
        for seed in range(20)
    }
    return {"computed_by": "pabutools 1.2.3 and abcvoting 2.19.2", "budgets": budgets, "committees": committees}


if __name__ == "__main__":
    FROZEN.write_text(json.dumps(frozen(), separators=(",", ":")) + "\n")
