"""Small numbers of people aren't published, and can't be worked out from the others either. Knows no database."""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST = 5
Shown = list[int | None]  # None: not shown


def suppressed(numbers: Sequence[int], *, adds_up: bool) -> tuple[Shown, int | None]:
    """One column and its sum. `adds_up`: the numbers are parts of that sum, so one missing could be worked out.

    Then a second goes, and further ones, until what is missing is at least five people in sum: of "two numbers that make
    two" everybody would know both. If even all of them don't make five, the sum goes too. Noughts are no people: they
    stay, unless they are needed to hide another.
    """
    hidden = {index for index, number in enumerate(numbers) if 0 < number < SMALLEST}
    total = sum(numbers)
    if adds_up and hidden:
        for index in _by_size(numbers):
            if len(hidden) >= 2 and sum(numbers[one] for one in hidden) >= SMALLEST:
                break
            hidden.add(index)
    shown: Shown = [None if index in hidden else number for index, number in enumerate(numbers)]
    missing = sum(numbers[one] for one in hidden)
    is_sum_safe = not adds_up or not hidden or (len(hidden) >= 2 and missing >= SMALLEST)
    return shown, total if is_sum_safe and not 0 < total < SMALLEST else None


def suppressed_table(rows: Sequence[Sequence[int]], *, adds_up: bool) -> tuple[list[Shown], Shown]:
    """Each column by itself: rows are never summed up in what we publish. Returns the rows, and the sums of the columns."""
    columns = [suppressed(column, adds_up=adds_up) for column in zip(*rows, strict=True)]
    shown = [[column[index] for column, _total in columns] for index in range(len(rows))]
    return shown, [total for _column, total in columns]


def _by_size(numbers: Sequence[int]) -> list[int]:
    """Which goes next: the smallest that still says something, noughts last of all."""
    return sorted(range(len(numbers)), key=lambda index: (numbers[index] == 0, numbers[index], index))
