"""Two conversations on Polis: our groups are the published ones, and the same statements unite."""

import csv

import numpy as np
import pytest

from quartier.counting.opinions.export import read_export
from quartier.counting.opinions.opinion_map import OpinionMap, draw_map
from quartier.counting.opinions.votes import Opinions

from .real import real

pytestmark = pytest.mark.once


def agreement(ours: list[int], theirs: list[str]) -> float:
    """Adjusted Rand index (Hubert and Arabie 1985): 1 for the same groups, 0 for chance."""
    rows, columns = np.unique(ours, return_inverse=True)[1], np.unique(theirs, return_inverse=True)[1]
    table = np.zeros((rows.max() + 1, columns.max() + 1))
    np.add.at(table, (rows, columns), 1)

    def pairs(numbers: np.ndarray) -> float:
        return float((numbers * (numbers - 1) / 2).sum())

    together, a, b = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = a * b / pairs(np.array([len(ours)]))
    return (together - chance) / ((a + b) / 2 - chance)


@pytest.mark.parametrize(("name", "bar"), [("austria-klimarat-konsum", 0.9), ("15-per-hour-seattle", 0.85)])
def test_groups_are_the_published_ones(name: str, bar: float) -> None:
    opinions = read_export(real(f"polis/{name}"))
    groups = dict(zip(people(draw_map(opinions)), draw_map(opinions).grouping.labels.tolist(), strict=True))
    assert set(groups) == set(opinions.published)  # the same people are on the map
    assert agreement(list(groups.values()), [opinions.published[one] for one in groups]) >= bar


def test_konsum_is_united_and_divided_by_the_statements_its_readme_names() -> None:
    told = draw_map(read_export(real("polis/austria-klimarat-konsum"))).told_in_detail()
    uniting, dividing = told["uniting"], told["dividing"]
    assert isinstance(uniting, list)
    assert isinstance(dividing, list)
    assert uniting[:3] == [384, 152, 102]
    assert dividing[0] == 43


@pytest.mark.parametrize("name", ["austria-klimarat-konsum", "15-per-hour-seattle"])
def test_the_last_vote_of_each_person_is_the_matrix(name: str, tmp_path: object) -> None:
    folder = real(f"polis/{name}")
    opinions = read_export(folder)
    row = {person: n for n, person in enumerate(opinions.participants)}
    column = {one.id: n for n, one in enumerate(opinions.statements)}
    with (folder / "votes.csv").open(newline="") as file:
        single = list(csv.DictReader(file))
    last: dict[tuple[str, str], tuple[int, int]] = {}
    for vote in single:
        key = (vote["voter-id"], vote["comment-id"])
        last[key] = max(last.get(key, (0, 0)), (int(vote["timestamp"]), int(vote["vote"])))
    wrong = [key for key, (_, vote) in last.items() if opinions.votes[row[key[0]], column[key[1]]] != vote]
    assert not wrong


def people(found: OpinionMap) -> list[str]:
    opinions: Opinions = found.opinions
    return [opinions.participants[row] for row in found.rows]
