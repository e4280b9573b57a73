"""What only this kind of step promises."""

from types import SimpleNamespace

import pytest

from quartier.steps.mood.counting import result
from quartier.steps.mood.terms import MOODS


@pytest.mark.parametrize(
    ("good", "ache", "no", "word"),
    [(0, 0, 0, "Nobody"), (9, 0, 0, "all"), (9, 3, 1, "most"), (4, 3, 1, "yet"), (0, 0, 7, "yet")],
)
def test_the_sentence_says_where_it_is_stuck(good: int, ache: int, no: int, word: str) -> None:
    from django.utils.translation import override

    with override("en"):
        assert word in str(result(SimpleNamespace(tally={"good": good, "ache": ache, "no": no})).sentence)


def test_each_mood_stands_in_the_table() -> None:
    (table,) = result(SimpleNamespace(tally={})).tables
    assert [row.label for row in table.rows] == list(MOODS.values())
