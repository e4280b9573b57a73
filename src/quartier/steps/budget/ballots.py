"""One ballot: is it valid, and what does it say? Whoever votes by a form, a slip or the telephone comes through here.

Kept as {project: 1} of ticks, {project: points} or {project: place}, always in the order of the ballot paper, so that the same
choice is the same text: the database groups identical ballots by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.api import Refused
from quartier.counting.election import Ballot
from quartier.counting.files.pabulib_meaning import with_points
from quartier.steps.budget.rules import Rules, Sort
from quartier.ui.money import euros

Content = dict[str, int]


def checked(rules: Rules, content: Mapping[str, Any]) -> Content:
    """The ballot as it is kept, or a refusal with a sentence. Empty is a valid abstention."""
    if not isinstance(content, Mapping) or set(content) - set(rules.by_key):
        raise Refused(_("This ballot speaks of something that isn't voted on."))
    if any(type(value) is not int or value < 0 for value in content.values()):
        raise Refused(_("Only whole numbers from 0 up, please."))
    given = {project.key: content[project.key] for project in rules.projects if content.get(project.key)}
    return _CHECKS[rules.sort](rules, given)


def _ticks(rules: Rules, given: Content) -> Content:
    _must_be_single(given)
    if (over := len(given) - rules.most) > 0:
        text = ngettext(
            "That is %(over)d tick too many. You have %(most)d.",
            "That is %(over)d ticks too many. You have %(most)d.",
            over,
        )
        raise Refused(text % {"over": over, "most": rules.most})
    return given


def _cart(rules: Rules, given: Content) -> Content:
    _must_be_single(given)
    spent = sum(rules.by_key[key].cost for key in given)
    if spent > rules.money:
        said = {"spent": euros(spent), "money": euros(rules.money), "over": euros(spent - rules.money)}
        raise Refused(_("What you chose costs %(spent)s. There are %(money)s, so it is %(over)s too much.") % said)
    return given


def _points(rules: Rules, given: Content) -> Content:
    if (over := sum(given.values()) - rules.most) > 0:
        text = ngettext(
            "That is %(over)d point too many. You have %(most)d.",
            "That is %(over)d points too many. You have %(most)d.",
            over,
        )
        raise Refused(text % {"over": over, "most": rules.most})
    return given


def _places(rules: Rules, given: Content) -> Content:
    """Gaps are closed: who writes 1, 2 and 5 means the third place."""
    if len(set(given.values())) < len(given):
        raise Refused(_("Two projects have the same place. Give each place once."))
    if max(given.values(), default=0) > rules.places:
        raise Refused(_("There are only the places 1 to %(most)d.") % {"most": rules.places})
    order = sorted(given.values())
    return {key: order.index(place) + 1 for key, place in given.items()}


def _must_be_single(given: Content) -> None:
    if any(value != 1 for value in given.values()):
        raise Refused(_("Each project can be ticked once."))


_CHECKS = {Sort.APPROVAL: _ticks, Sort.CART: _cart, Sort.POINTS: _points, Sort.RANKING: _places}


def as_counted(rules: Rules, content: Content) -> Ballot:
    """As the counting knows it: projects are numbers from 0."""
    index = {key: project.number - 1 for key, project in rules.by_key.items()}
    if rules.sort is Sort.POINTS:
        return with_points({index[key]: Fraction(points) for key, points in content.items()})
    if rules.sort is Sort.RANKING:
        return Ballot(tuple((index[key],) for key in sorted(content, key=lambda one: content[one])))
    return Ballot((tuple(sorted(index[key] for key in content)),) if content else ())
