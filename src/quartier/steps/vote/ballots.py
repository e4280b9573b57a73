"""One ballot: is it valid, and what does it say? Whoever votes by a form, a slip or the telephone comes through here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.api import Refused
from quartier.steps.vote.rules import ABSTAIN, SAID, Rules, Sort

Ballot = Mapping[str, Any]


def checked(rules: Rules, ballot: Ballot) -> dict[str, Any]:
    """The ballot as it is kept, or a refusal with a sentence. Empty is a valid abstention from all."""
    if not isinstance(ballot, Mapping) or set(ballot) - set(rules.keys):
        raise Refused(_("This ballot speaks of something that isn't voted on."))
    if rules.sort is Sort.YES_NO:
        return _checked_yes_no(rules, ballot)
    return _checked_approval(rules, ballot) if rules.sort is Sort.APPROVAL else _checked_points(rules, ballot)


def _checked_yes_no(rules: Rules, ballot: Ballot) -> dict[str, str]:
    if any(said not in SAID for said in ballot.values()):
        raise Refused(_("Please say yes, no or abstention."))
    return {key: ballot.get(key, ABSTAIN) for key in rules.keys}


def _checked_approval(rules: Rules, ballot: Ballot) -> dict[str, int]:
    if any(value not in (0, 1) for value in ballot.values()):
        raise Refused(_("Each thing can be ticked once."))
    ticked = {key: 1 for key in rules.keys if ballot.get(key)}
    if len(ticked) > rules.most:
        over = len(ticked) - rules.most
        text = ngettext(
            "That is %(over)d tick too many. You have %(most)d.",
            "That is %(over)d ticks too many. You have %(most)d.",
            over,
        )
        raise Refused(text % {"over": over, "most": rules.most})
    return ticked


def _checked_points(rules: Rules, ballot: Ballot) -> dict[str, int]:
    if any(type(points) is not int or points < 0 for points in ballot.values()):
        raise Refused(_("Points are whole numbers, from 0 up."))
    given = {key: ballot[key] for key in rules.keys if ballot.get(key)}
    if (total := sum(given.values())) > rules.most:
        over = total - rules.most
        text = ngettext(
            "That is %(over)d point too many. You have %(most)d.",
            "That is %(over)d points too many. You have %(most)d.",
            over,
        )
        raise Refused(text % {"over": over, "most": rules.most})
    if any(points > rules.most_for_one for points in given.values()):
        raise Refused(_("At most %(most)d points for one thing.") % {"most": rules.most_for_one})
    return given


def is_empty(rules: Rules, ballot: Ballot) -> bool:
    """Somebody took part and gave nothing to anything."""
    if rules.sort is Sort.YES_NO:
        return all(said == ABSTAIN for said in ballot.values())
    return not any(ballot.values())
