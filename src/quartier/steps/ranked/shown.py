"""What came of a ranked vote, ready for the page: letters for names, tables, bars, the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from quartier.steps.ranked.flow import LAPSED, State, flow_of, order_of, states_of
from quartier.steps.ranked.rules import BY_TRANSFER, Rule
from quartier.steps.ranked.tally import Tally
from quartier.steps.ranked.told import draw_in_words, fraction, number_in_words, rounds_in_words
from quartier.steps.ranked.words import named


@dataclass(frozen=True)
class Line:
    """One candidate in a table."""

    key: str
    letter: str
    name: str
    is_chosen: bool
    cells: tuple[tuple[str, str], ...]  # a number in words, and what it means: "won", "out", "more" or ""
    percent: float = 0.0  # of the longest bar


def of_count(tally: Tally, names: dict[str, str]) -> dict[str, Any]:
    """Everything the template shows of a vote of at least five."""
    if not tally.rounds:
        return {"lines": [], "told": []}
    told = {"told": rounds_in_words(tally, names), "draws": [draw_in_words(one, names) for one in tally.draws]}
    if tally.rule in BY_TRANSFER:
        return {**told, **_of_transfer(tally, names)}
    return {**told, **(_of_duels(tally, names) if tally.rule == Rule.SCHULZE else _of_sums(tally, names))}


def letter_of(position: int) -> str:
    """A … Z, AA …"""
    above, within = divmod(position, 26)
    return ("A" * above) + chr(ord("A") + within)


def _of_transfer(tally: Tally, names: dict[str, str]) -> dict[str, Any]:
    states = states_of(tally)
    order = order_of(tally, states, list(tally.totals))
    letters = {key: letter_of(number) for number, key in enumerate(order)} | {LAPSED: "–"}
    return {
        "flow": flow_of(tally, states, order),
        "letters": letters,
        "columns": [str(number) for number in range(1, len(states) + 1)],
        "lines": [
            Line(key, letters[key], named(names, key), key in tally.winners, _cells(key, states)) for key in order
        ],
        "lapsed": _cells(LAPSED, states) if any(state.votes[LAPSED] for state in states) else (),
        "needed": number_in_words(fraction(tally.needed)) if tally.needed else "",
    }


def _cells(key: str, states: Sequence[State]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (number_in_words(state.votes[key]) if key in state.votes else "", _sign(key, state)) for state in states
    )


def _sign(key: str, state: State) -> str:
    if key in state.won:
        return "won"
    return "out" if key in state.leaves else ""


def _of_duels(tally: Tally, names: dict[str, str]) -> dict[str, Any]:
    """The winner against each, then everybody against everybody."""
    winner = tally.winners[0]
    order = [winner, *sorted((key for key in tally.totals if key != winner), key=lambda key: -_wins(tally, key))]
    letters = {key: letter_of(number) for number, key in enumerate(order)}
    duels = []
    for other in order[1:]:
        for_it, against = fraction(tally.pairs[f"{winner}>{other}"]), fraction(tally.pairs[f"{other}>{winner}"])
        both = for_it + against
        duels.append(
            {
                "name": named(names, other),
                "for": number_in_words(for_it),
                "against": number_in_words(against),
                "percent": float(100 * for_it / both) if both else 50.0,
            }
        )
    lines = [
        Line(key, letters[key], named(names, key), key == winner, tuple(_duel(tally, key, other) for other in order))
        for key in order
    ]
    return {"duels": duels, "winner": named(names, winner), "columns": list(letters.values()), "lines": lines}


def _wins(tally: Tally, key: str) -> int:
    return sum(_duel(tally, key, other)[1] == "more" for other in tally.totals)


def _duel(tally: Tally, key: str, other: str) -> tuple[str, str]:
    if key == other:
        return "", ""
    more, less = fraction(tally.pairs[f"{key}>{other}"]), fraction(tally.pairs[f"{other}>{key}"])
    return number_in_words(more), "more" if more > less else ""


def _of_sums(tally: Tally, names: dict[str, str]) -> dict[str, Any]:
    sums = {key: fraction(total) for key, total in tally.totals.items()}
    most = max(sums.values(), default=Fraction(1)) or Fraction(1)
    place = {key: number for number, key in enumerate(tally.winners)}
    order = sorted(sums, key=lambda key: (-sums[key], place.get(key, len(place))))
    return {
        "sums": True,
        "of_points": tally.rule == Rule.SCORE,
        "columns": [_("Points") if tally.rule == Rule.SCORE else _("Ticks")],
        "lines": [
            Line(
                key,
                "",
                named(names, key),
                key in place,
                ((number_in_words(sums[key]), "won" if key in place else ""),),
                float(100 * sums[key] / most),
            )
            for key in order
        ],
    }
