"""Every public name of quartier.api, quartier.api.codes and quartier.api.processes is told in docs/modules.md and stands in a test."""

import re
from pathlib import Path

import pytest

import quartier.api
import quartier.api.codes
import quartier.api.processes
import quartier.api.testing

ROOT = Path(__file__).resolve().parents[1]
DOORS = (quartier.api, quartier.api.codes, quartier.api.processes)
NAMES = sorted(name for door in DOORS for name in door.__all__)


def headings() -> list[str]:
    lines = (ROOT / "docs" / "modules.md").read_text().splitlines()
    return [name for line in lines if line.startswith("#") for name in re.findall(r"`(\w+)`", line)]


def words_of_tests() -> set[str]:
    """Every word in test code: also in the contract suite, which runs most of the names for each module."""
    source = ROOT / "src" / "quartier"
    files = {*ROOT.glob("tests/**/*.py"), *source.glob("**/tests/**/*.py"), *source.glob("api/testing/**/*.py")}
    texts = [path.read_text() for path in files - {Path(__file__)}]
    texts += [path.read_text() for path in source.glob("commands/new_module/module/**/*-tpl")]
    return {word for text in texts for word in re.findall(r"\w+", text)}


TESTED = words_of_tests()


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_a_heading_and_a_test(name: str) -> None:
    assert name in headings(), f"docs/modules.md: ### `{name}`"
    assert name in TESTED, f"no test speaks of {name}"


def test_no_heading_tells_of_a_name_that_is_gone() -> None:
    assert [name for name in headings() if name not in NAMES] == []


def test_no_heading_stands_twice() -> None:
    assert len(headings()) == len(set(headings()))


def test_the_door_is_sorted_and_holds_what_it_says() -> None:
    for door in DOORS:
        assert list(door.__all__) == sorted(door.__all__, key=lambda name: (not name.isupper(), name))
    for door in (*DOORS, quartier.api.testing):
        assert [name for name in door.__all__ if not hasattr(door, name)] == []
    assert len(NAMES) == len(set(NAMES)), "each name has one door"
