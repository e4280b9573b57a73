"""What stays of a ranked vote: sentence, numbers and remarks for the protocol, the open data and the next step."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from quartier.api.processes import Result, Row, Step, Table
from quartier.steps.ranked.flow import LAPSED, order_of, states_of
from quartier.steps.ranked.queries import numbers_of_chosen, rules_of, standing_of, tally_of
from quartier.steps.ranked.rules import BY_TRANSFER, FEWEST_SHOWN, Rule
from quartier.steps.ranked.tally import Tally
from quartier.steps.ranked.told import draw_in_words, fraction, how_to_draw_again, rounds_in_words
from quartier.steps.ranked.words import named, result_in_words, rules_in_words


def result(step: Step) -> Result:
    """For the protocol, the open data and the next step."""
    tally, standing = tally_of(step), standing_of(step)
    names, rules = standing.names, rules_of(step, standing)
    remarks = [*rules_in_words(rules, tally.eligible)]
    if tally.is_small:
        remarks.append(small())
    remarks += [
        _("Round %(n)d: %(told)s") % {"n": n, "told": told} for n, told in enumerate(rounds_in_words(tally, names), 1)
    ]
    remarks += [_("%(name)s withdrew while people voted.") % {"name": named(names, key)} for key in tally.out]
    remarks += [draw_in_words(draw, names) for draw in tally.draws]
    remarks += how_to_draw_again(tally, standing.promise)
    return Result(
        sentence=result_in_words(tally, names),
        tables=(_table(tally, names),) if tally.rounds else (),
        chosen=numbers_of_chosen(step, tally),
        remarks=tuple(remarks),
    )


def small() -> str:
    return _("Fewer than %(n)d people voted, so no numbers are shown: one could see who voted how.") % {
        "n": FEWEST_SHOWN
    }


def _table(tally: Tally, names: dict[str, str]) -> Table:
    """Votes, not people: each has been added up or handed on."""
    make = _rounds if tally.rule in BY_TRANSFER else (_pairs if tally.rule == Rule.SCHULZE else _sums)
    columns, rows = make(tally, names)
    return Table(name="votes", title=_("Votes"), columns=tuple(columns), rows=tuple(rows), of_people=False)


def _rounds(tally: Tally, names: dict[str, str]) -> tuple[list[str], list[Row]]:
    states = states_of(tally)
    columns = [_("Round %(n)d") % {"n": number} for number in range(1, len(states) + 1)]
    order = [*order_of(tally, states, list(tally.totals)), LAPSED]
    labels = {LAPSED: _("No further choice"), **{key: named(names, key) for key in tally.totals}}
    rows = [tuple(_rounded(state.votes.get(key, 0)) for state in states) for key in order]
    return columns, [Row(label=labels[key], numbers=row) for key, row in zip(order, rows, strict=True)]


def _pairs(tally: Tally, names: dict[str, str]) -> tuple[list[str], list[Row]]:
    keys = list(tally.totals)
    pairs = {pair: _rounded(fraction(kept)) for pair, kept in tally.pairs.items()}
    rows = [
        Row(label=named(names, one), numbers=tuple(pairs.get(f"{one}>{other}", 0) for other in keys)) for one in keys
    ]
    return [_("above %(name)s") % {"name": named(names, key)} for key in keys], rows


def _sums(tally: Tally, names: dict[str, str]) -> tuple[list[str], list[Row]]:
    column = _("Points") if tally.rule == Rule.SCORE else _("Ticks")
    rows = [Row(label=named(names, key), numbers=(_rounded(fraction(total)),)) for key, total in tally.totals.items()]
    return [column], rows


def _rounded(number: Fraction | int) -> float:
    """To the fifth decimal, as ballots are cut off in Scotland; whole numbers stay whole."""
    return int(number) if number == int(number) else round(float(number), 5)
