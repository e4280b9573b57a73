"""Sentences that tell a layperson what happened, and numbers as people write them."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Self

Progress = Callable[[str, float], None]  # what is being done, and how much of it is done, 0 to 1


def silent(step: str, share: float) -> None:
    """For those who don't watch."""


class Sentence(str):
    """A text that still knows its template and its values, so that a page can say it in another language."""

    template: str
    values: dict[str, object]

    __slots__ = ("template", "values")

    @classmethod
    def of(cls, template: str, **values: object) -> Self:
        """`Sentence.of("{name} has {votes} votes.", name="Ada", votes=Fraction(3))`: numbers as people write them, lists with "and"."""
        sentence = cls(template.format(**{key: _said(value) for key, value in values.items()}))
        sentence.template, sentence.values = template, values
        return sentence


def _said(value: object) -> object:
    if isinstance(value, Fraction):
        return written(value)
    return listed(value) if isinstance(value, list) else value


def written(number: Fraction | int) -> str:
    """1500 → "1,500"; 1/3 → "0.333"; two decimals at least where there are any."""
    if Fraction(number).denominator == 1:
        return f"{int(number):,}"
    digits = f"{float(number):,.5f}".rstrip("0")
    return digits + "0" * (2 - len(digits.partition(".")[2])) if "." in digits else digits


def exact(number: Fraction | int) -> int | str:
    """For JSON, without rounding: 3 stays 3, 905.13482 becomes "905.13482", a third "1/3"."""
    number = Fraction(number)
    if number.denominator == 1:
        return int(number)
    scaled = number * 10**9
    if scaled.denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    sign, digits = "-" if scaled < 0 else "", f"{abs(int(scaled)):010d}"
    decimals = digits[-9:].rstrip("0")
    return f"{sign}{int(digits[:-9])}.{decimals.ljust(2, '0')}"


def listed(names: Iterable[str]) -> str:
    """A, B and C."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last
