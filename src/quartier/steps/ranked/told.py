"""The count told round by round. What the counting says in English is said here in the reader's language.

`SAID` knows every sentence of the rules in use; tests/test_told.py looks that none is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.steps.ranked.tally import Tally
from quartier.steps.ranked.words import listed, named

KEY = re.compile(r"c\d+")
NUMBER = re.compile(r"-?\d+(\.\d+|/\d+)?")

SAID = {
    "No ballot names anybody: nobody is chosen.": gettext_lazy("No ballot names anybody: nobody is chosen."),
    "{name} wins in round {round}.": gettext_lazy("%(name)s wins in round %(round)s."),
    "{name} has the fewest votes ({votes}) and drops out; these ballots go on to their next choice.": gettext_lazy(
        "%(name)s has the fewest votes (%(votes)s) and drops out. These ballots go on to their next choice."
    ),
    "{name} has {votes} of {counting} votes: more than half.": gettext_lazy(
        "%(name)s has %(votes)s of %(counting)s votes: more than half."
    ),
    "The first choices are counted.": gettext_lazy("The first choices are counted."),
    "As many are left as there are seats: they are elected.": gettext_lazy(
        "As many are left as there are seats: they are chosen."
    ),
    "{elected} of {seats} seats are filled.": gettext_lazy("Seats filled: %(elected)s of %(seats)s."),
    "{name} has {surplus} votes more than needed; they go on to the next choices.": gettext_lazy(
        "%(name)s has more votes than needed (%(surplus)s too many). They go on to the next choices."
    ),
    "{names}: elected, with the quota of {quota} votes.": gettext_lazy(
        "Enough votes for a seat (at least %(quota)s): %(names)s."
    ),
    "{name} has the fewest votes ({votes}) and drops out.": gettext_lazy(
        "%(name)s has the fewest votes (%(votes)s) and drops out."
    ),
    "{name} wins.": gettext_lazy("%(name)s wins."),
    "{name} loses to some, but has the strongest chains of victories.": gettext_lazy(
        "Nobody wins against all: they go round in a circle. %(name)s has the strongest chain of victories."
    ),
    "Compared one by one, nobody beats {name}.": gettext_lazy("Compared one by one, nobody beats %(name)s."),
    "“{name}” (votes: {votes}) is chosen.": gettext_lazy("%(name)s is chosen, with %(votes)s."),
    "“{name}” (votes: {votes}) is not chosen: no seat is left.": gettext_lazy(
        "%(name)s is not chosen, with %(votes)s: no seat is left."
    ),
    "“{name}” is chosen: each supporter now carries {load}.": gettext_lazy(
        "%(name)s is chosen. Everybody who ticked them now carries %(load)s of a seat."
    ),
    "{chosen} of {all} are chosen.": gettext_lazy("Chosen: %(chosen)s of %(all)s."),
    "{chosen} of {all} are chosen; {spent} of {budget} is spent. Each ballot had {each} to spend.": gettext_lazy(
        "Chosen: %(chosen)s of %(all)s."
    ),
    "“{name}” is paid by {payers} supporters: {each} each.": gettext_lazy(
        "%(name)s is chosen, and paid by the %(payers)s who ticked them: each gives %(each)s of a seat."
    ),
    "“{name}” is paid by {payers} supporters: {each} each; {emptied} of them give all they have left.": gettext_lazy(
        "%(name)s is chosen, and paid by the %(payers)s who ticked them: each gives %(each)s of a seat, or all that is "
        "left (%(emptied)s of them)."
    ),
    "“{name}” is added with what is left after the shares.": gettext_lazy(
        "%(name)s fills a seat that nobody's share pays whole: the shares that are left are put together."
    ),
}

DRAWN = {
    "the fewest votes": gettext_lazy("%(tied)s are level in the last place. The lot decides who drops out: %(first)s."),
    "the largest surplus": gettext_lazy(
        "%(tied)s have equally many votes to hand on. The lot decides whose go first: %(first)s."
    ),
    "no votes at all": gettext_lazy("Nobody chose %(tied)s. The seats left go by lot, in this order: %(order)s."),
}
LEVEL = gettext_lazy("%(tied)s are level. Lots were drawn, in this order: %(order)s.")


def round_in_words(said: Mapping[str, Any], names: dict[str, str]) -> str:
    values = {name: _value(value, names) for name, value in said["values"].items()}
    return str(SAID[said["template"]]) % values


def draw_in_words(draw: Mapping[str, Any], names: dict[str, str]) -> str:
    order = [named(names, key) for key in draw["order"]]
    told = {"tied": listed(sorted(order)), "first": order[0], "order": ", ".join(order)}
    return str(DRAWN.get(draw["what"], LEVEL)) % told


def rounds_in_words(tally: Tally, names: dict[str, str]) -> list[str]:
    return [round_in_words(one["says"], names) for one in tally.rounds]


def how_to_draw_again(tally: Tally, promise: str) -> list[str]:
    """Only where lots were drawn."""
    if not tally.draws:
        return []
    numbers = {"secret": tally.seed, "promise": promise}
    said = _("Number of the draw: %(secret)s. Its check sum was published before the vote: %(promise)s.") % numbers
    return [said, _("The order is that of the SHA-256 of “number:sign”. Anybody can compute it again.")]


def fraction(kept: Any) -> Fraction:
    """From what is kept: 3, "905.13482", "1/3"."""
    return Fraction(kept)


def number_in_words(number: Fraction) -> str:
    """ "1.981", "905,13"; parts of one to the fourth decimal."""
    if number.denominator == 1:
        return number_format(int(number), force_grouping=True)
    places = 2 if abs(number) >= 1 else 4
    rounded = Decimal(round(number * 10**places)) / 10**places
    return number_format(rounded, decimal_pos=places, force_grouping=True)


def _value(value: Any, names: dict[str, str]) -> str:
    if isinstance(value, list):
        return listed([_value(one, names) for one in value])
    if isinstance(value, int) or NUMBER.fullmatch(str(value)):
        return number_in_words(fraction(value))
    return named(names, value) if KEY.fullmatch(value) else str(value)
