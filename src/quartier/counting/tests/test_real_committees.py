"""abcvoting's seventeen profiles: our committee is one of the winning ones, whatever the lots say."""

import pytest
import yaml

from quartier.counting.counting import count
from quartier.counting.files.reading import read_election
from quartier.counting.files.yaml_tree import LOADER

from .real import real

pytestmark = pytest.mark.once

RULES: tuple[tuple[str, dict[str, str], str], ...] = (
    ("equal-shares", {}, "equal-shares"),
    ("equal-shares", {"completion": "greedy"}, "equal-shares-with-av-completion"),
    ("phragmen", {}, "seqphragmen"),
    ("approval", {}, "av"),
)


@pytest.mark.parametrize("number", range(17))
def test_committees_are_among_the_winning_ones(number: int) -> None:
    file = sorted(real("abcvoting").glob("*.abc.yaml"))[number]
    data, election = yaml.load(file.read_text(), Loader=LOADER), read_election(file)
    for rule, choices, named in RULES:
        winning = [sorted(one) for rule in data["compute"] if rule["rule_id"] == named for one in rule["result"]]
        committee = count(election, rule, **choices).winners
        assert sorted(int(name) for name in committee) in winning, (file.name, rule)
