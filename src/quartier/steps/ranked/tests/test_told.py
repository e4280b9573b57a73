"""Every sentence the counting can say is said in the reader's language."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import translation

from quartier import counting
from quartier.steps.ranked.rules import Rule
from quartier.steps.ranked.tests.test_tally import counted, rules
from quartier.steps.ranked.told import SAID, number_in_words, rounds_in_words

FILES = (
    "instant_runoff",
    "stv",
    "meek_stv",
    "schulze",
    "greedy",
    "phragmen",
    "equal_shares",
    "receipts",
)
TOLD_BY_ROUND = {"_round", "rounds_of"}  # of the receipts; what only budgets tell of each project stays with budgets


def sentences() -> set[str]:
    """All templates in the rules: those given to Sentence.of, and those put into `text` or `says` before."""
    found: set[str] = set()
    for name in FILES:
        tree = ast.parse((Path(counting.__file__).parent / "rules" / f"{name}.py").read_text())
        parts = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name in TOLD_BY_ROUND]
        for node in (node for part in (parts if name == "receipts" else [tree]) for node in ast.walk(part)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Sentence.of":
                first = node.args[0]
                found |= {str(first.value)} if isinstance(first, ast.Constant) else set()
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).split(",")[0].strip("(") in {
                "text",
                "says",
            }:
                found |= {
                    part.value
                    for part in ast.walk(node.value)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and "{name}" in part.value
                }
    return found


def test_no_sentence_of_a_rule_is_missing() -> None:
    assert len(sentences()) >= 18
    assert sentences() - set(SAID) == set()


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("language", ["de", "de-simple", "en"])
def test_each_count_is_told_without_a_key_and_without_a_gap(rule: Rule, language: str) -> None:
    tally = counted(rules(rule, seats=2), ("ABL", 17), ("BAL", 9), ("LB", 7), ("QL", 6), ("Q", 1))
    with translation.override(language):
        told = rounds_in_words(tally, rules(rule).names)
    assert told
    for sentence in told:
        assert not re.search(r"%\(|\{|\bc\d", sentence), sentence
        if language != "en":
            assert not re.search(r"\b(votes|chosen|seat|drops)\b", sentence), sentence


def test_numbers_are_written_as_readers_write_them() -> None:
    with translation.override("de"):
        assert number_in_words(Fraction("1905.13482")) == "1.905,13"
        assert number_in_words(Fraction(1, 3)) == "0,3333"
        assert number_in_words(Fraction(1200)) == "1.200"
