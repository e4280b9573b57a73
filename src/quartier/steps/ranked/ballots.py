"""One ballot: is it valid, and what does it say? Whoever votes by a form, a slip or the telephone comes through here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.api import Refused
from quartier.steps.ranked.rules import SHARED_PLACES, Paper, Rules

Ballot = Mapping[str, Any]


def checked(rules: Rules, ballot: Ballot) -> dict[str, int]:
    """The ballot as it is kept, the same for the same choice; or a refusal. Empty is a valid abstention."""
    if not isinstance(ballot, Mapping) or set(ballot) - set(rules.names):
        raise Refused(_("This ballot speaks of something that isn't voted on."))
    if any(type(number) is not int or number < 0 for number in ballot.values()):
        raise Refused(_("A ballot is made of whole numbers, from 0 up."))
    given = {choice.key: ballot[choice.key] for choice in rules.choices if ballot.get(choice.key)}
    if rules.paper is Paper.CROSSES:
        return dict.fromkeys(given, 1)
    return _places(rules, given) if rules.paper is Paper.PLACES else _points(rules, given)


def _places(rules: Rules, given: dict[str, int]) -> dict[str, int]:
    """Gaps close up: only the order counts."""
    if rules.rule not in SHARED_PLACES:
        for place in sorted(set(given.values())):
            same = [key for key, other in given.items() if other == place]
            if len(same) > 1:
                names = ", ".join(rules.names[key] for key in same)
                text = _("Place %(place)d stands more than once: %(names)s. Please give each place once.")
                raise Refused(text % {"place": place, "names": names}, field=same[-1])
    order = {place: number for number, place in enumerate(sorted(set(given.values())), start=1)}
    return {key: order[place] for key, place in given.items()}


def _points(rules: Rules, given: dict[str, int]) -> dict[str, int]:
    for key, points in given.items():
        if points > rules.most_points:
            text = ngettext("At most %(most)d point each.", "At most %(most)d points each.", rules.most_points)
            raise Refused(text % {"most": rules.most_points}, field=key)
    return given
