"""abcvoting's seventeen profiles: our committee is one of the winning ones, whatever the lots say."""

import pytest
import yaml

from quartier.counting.counting import count
from quartier.counting.files.abcyaml import LOADER
from quartier.counting.files.reading import read_election

from .real import real

pytestmark = pytest.mark.once

RULES: tuple[tuple[str, dict[str, str], str], ...] = (
    ("equal-shares", {}, "equal-shares"),
    ("equal-shares", {"completion": "greedy"}, "equal-shares-with-av-completion"),
    ("phragmen", {}, "seqphragmen"),
    ("approval", {}, "av"),
)


@pytest.mark.parametrize(("rule", "choices", "named"), RULES)
def test_committees_are_among_the_winning_ones(rule: str, choices: dict[str, str], named: str) -> None:
    for file in sorted(real("abcvoting").glob("*.abc.yaml")):
        data = yaml.load(file.read_text(), Loader=LOADER)
        winning = [sorted(one) for rule in data["compute"] if rule["rule_id"] == named for one in rule["result"]]
        committee = count(read_election(file), rule, **choices).winners
        assert sorted(int(name) for name in committee) in winning, file.name
