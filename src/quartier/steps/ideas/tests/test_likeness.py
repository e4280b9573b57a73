"""What says the same as another idea."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.api import text_of_html
from quartier.steps.ideas.likeness import ALIKE, APART, Words, best, in_words, likeness, rarities
from quartier.steps.ideas.memory import words_of

ROOT = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("QUARTIER_SHARED_DATA", ROOT.parent / "shared" / "data"))


def compared(one: str, other: str, *around: str) -> float:
    every = [words_of(text, "") for text in (one, other, *around)]
    counts = Counter(word for words in every for word in words.all)
    return in_words(every[0], every[1], rarities(counts, len(every)))


AROUND = ("Mehr Licht im Park", "Bäume am Marktplatz", "Eine Bank vor der Post", "Tempo 30 in der Schulstraße")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fahrradständer vor der Bücherei", "Ständer für Fahrräder an der Bücherei"),
        ("Mehr Bänke am Lindenplatz", "Lindenplatz: eine Bank!"),
        ("SONNENSEGEL SPIELPLATZ", "Sonnensegel auf dem Spielplatz"),
        ("Spielplätze erneuern", "Den Spielplatz erneuern"),
    ],
)
def test_the_same_wish_in_other_words_is_found(one: str, other: str) -> None:
    assert compared(one, other, *AROUND) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mehr Licht im Park", "Mehr Bänke am Lindenplatz"),
        ("Ein Zebrastreifen", "Eine Bücherbox"),
        ("", "Eine Bank"),
    ],
)
def test_another_wish_is_not(one: str, other: str) -> None:
    assert compared(one, other, *AROUND) < ALIKE


def test_near_weighs_more_and_far_less() -> None:
    said = 0.4
    assert likeness(said, 20) > likeness(said, None) > likeness(said, 2 * APART)
    assert likeness(0.0, 0) < ALIKE  # the same spot alone says nothing


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 99)), max_size=30))
def test_the_order_in_which_they_are_looked_at_doesnt_matter(scores: list[tuple[float, int]]) -> None:
    assert best(scores) == best(reversed(scores))
    assert len(best(scores)) <= 5


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_the_same_both_ways_and_never_more_than_one(one: str, other: str) -> None:
    there, back = compared(one, other), compared(other, one)
    assert there == pytest.approx(back)
    assert -1e-9 <= there <= 1 + 1e-9


def test_madrid_found_by_its_titles() -> None:
    """A sample; the whole of it is in test_madrid.py. Whoever types a title finds that proposal, whatever its text."""
    file = SHARED / "participation-madrid" / "proposals.csv"
    if not file.exists():
        pytest.skip(f"no proposals at {file}")
    with file.open(encoding="utf-8", newline="") as rows:
        some = [row for row, _number in zip(csv.DictReader(rows, delimiter=";"), range(150), strict=False)]
    every = [words_of(row["title"], text_of_html(row["description"])) for row in some]
    rarity = rarities(Counter(word for words in every for word in words.all), len(every))
    missed = 0
    for number, words in enumerate(every):
        question = Words(words.title, words.title)
        found = best((in_words(question, other, rarity), index) for index, other in enumerate(every))
        missed += number not in found
    print(f"{missed} of {len(every)} missed")
    assert missed <= len(every) * 0.06
