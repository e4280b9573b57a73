"""Nobody works a small number out: tried by going through everything that fits what is published."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.kernel.processes.suppression import SMALLEST, suppressed, suppressed_table

COLUMN = st.lists(st.integers(0, 12), min_size=1, max_size=5)


def possible(shown: list[int | None], total: int | None, *, most: int) -> list[set[int]]:
    """For each hidden number what it may be, for a reader who knows the rule that small numbers are hidden."""
    hidden = [index for index, number in enumerate(shown) if number is None]
    rest = None if total is None else total - sum(number for number in shown if number is not None)
    fits: list[set[int]] = [set() for _ in hidden]
    for guess in product(range(most + 1), repeat=len(hidden)):
        if rest is None or sum(guess) == rest:
            for place, number in enumerate(guess):
                fits[place].add(number)
    return fits


@settings(max_examples=150, deadline=None, derandomize=True)
@given(COLUMN)
def test_no_hidden_number_can_be_worked_out_from_the_sum(numbers: list[int]) -> None:
    shown, total = suppressed(numbers, adds_up=True)
    assert all(number is None or not 0 < number < SMALLEST for number in shown), "small numbers are gone"
    assert total is None or total == sum(numbers)
    for fits in possible(shown, total, most=12):
        assert len(fits) > 1, f"{numbers} published as {shown}, {total}"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(COLUMN)
def test_what_stays_is_true_and_nothing_goes_without_need(numbers: list[int]) -> None:
    shown, total = suppressed(numbers, adds_up=True)
    assert all(number is None or number == numbers[index] for index, number in enumerate(shown))
    if all(number == 0 or number >= SMALLEST for number in numbers):
        assert shown == numbers
        assert total == sum(numbers)


def test_one_voter_is_not_given_away() -> None:
    assert suppressed([1, 0, 0], adds_up=True)[1] is None
    assert suppressed([3, 30, 2], adds_up=True) == ([None, 30, None], 35)
    assert suppressed([1, 30, 1], adds_up=True) == ([None, None, None], 32)


def test_a_table_is_suppressed_column_by_column() -> None:
    rows, sums = suppressed_table([[2, 10], [20, 11], [9, 12]], adds_up=True)
    assert rows == [[None, 10], [20, 11], [None, 12]]
    assert sums == [31, 33]
