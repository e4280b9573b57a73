"""Each rule and its result in sentences that somebody trusts who never voted like that."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.steps.ranked.rules import BY_TRANSFER, FOR_ONE, SHARED_PLACES, Paper, Rule, Rules
from quartier.steps.ranked.tally import Tally, quorum_of

NAMES = {
    Rule.IRV: gettext_lazy("Run-off on one ballot"),
    Rule.SCHULZE: gettext_lazy("Each against each"),
    Rule.SCORE: gettext_lazy("Points for each"),
    Rule.SCOTTISH: gettext_lazy("Transferable vote, as in Scotland"),
    Rule.MEEK: gettext_lazy("Transferable vote, counted by Meek"),
    Rule.APPROVAL: gettext_lazy("The most ticks"),
    Rule.PHRAGMEN: gettext_lazy("Committee by shared loads"),
    Rule.SHARES: gettext_lazy("Committee by equal shares"),
}


def rules_in_words(rules: Rules, eligible: int) -> list[str]:
    """What is told before anybody votes: how to vote, how it is counted, what happens with few votes and with a tie."""
    return [_how(rules), EXPLAINED[rules.rule](), *_seats(rules), _how_many(rules, eligible), _ties(rules)]


def _how(rules: Rules) -> str:
    if rules.paper is Paper.CROSSES:
        return _("You tick all whom you could well live with, as many as you like.")
    if rules.paper is Paper.POINTS:
        text = ngettext(
            "You give each from 0 to %(n)d point. Whom you leave out gets none.",
            "You give each from 0 to %(n)d points. Whom you leave out gets none.",
            rules.most_points,
        )
        return text % {"n": rules.most_points}
    if rules.rule in SHARED_PLACES:
        return _("You put the candidates in your order. Several may share a place, and you may leave some out.")
    return _("You put the candidates in your order: 1 is the best. You may leave some out.")


def _run_off() -> str:
    return _(
        "Whoever is last drops out, and those ballots go on to their next choice. That is repeated until somebody has "
        "more than half of the votes that still count."
    )


def _each_against_each() -> str:
    return _(
        "Everybody is compared with everybody: whom do more people put higher? Whoever wins all comparisons is chosen. "
        "If they go round in a circle, the strongest chain of victories decides."
    )


def _points() -> str:
    return _("All points are added up. Who has the most is chosen.")


def _transferable() -> str:
    return _(
        "Your vote is never lost: if somebody has more votes than a seat needs, or drops out, it goes on to your next choice. "
        "So each group gets about as many seats as it has votes. It is counted as for Scottish councils, and could be "
        "counted by hand."
    )


def _meek() -> str:
    return _(
        "Your vote is never lost: if somebody has more votes than a seat needs, or drops out, it goes on to your next choice. "
        "So each group gets about as many seats as it has votes. A computer counts until not a thousandth of a vote is "
        "left over: that is the most exact way, too long for counting by hand."
    )


def _ticks() -> str:
    return _("Each tick is one vote. Who has the most is chosen.")


def _loads() -> str:
    return _(
        "Each seat is a load that those who ticked its holder carry together. Next is always the one after whom nobody "
        "has to carry more than needed. So large and small groups get seats according to their size."
    )


def _shares() -> str:
    return _(
        "The seats belong to all voters in equal parts. Whoever gets a seat is paid by those who ticked them, each the same, "
        "until their part is used up. So no majority takes all the seats."
    )


EXPLAINED = {
    Rule.IRV: _run_off,
    Rule.SCHULZE: _each_against_each,
    Rule.SCORE: _points,
    Rule.SCOTTISH: _transferable,
    Rule.MEEK: _meek,
    Rule.APPROVAL: _ticks,
    Rule.PHRAGMEN: _loads,
    Rule.SHARES: _shares,
}


def _seats(rules: Rules) -> list[str]:
    if rules.rule in FOR_ONE:
        return [_("One is chosen.")]
    return [ngettext("%(n)d is chosen.", "%(n)d are chosen.", rules.seats) % {"n": rules.seats}]


def _how_many(rules: Rules, eligible: int) -> str:
    quorum = quorum_of(rules, eligible)
    if not quorum:
        return _("It counts however many vote.")
    text = ngettext(
        "It only counts if at least %(n)d person votes.", "It only counts if at least %(n)d people vote.", quorum
    )
    return text % {"n": quorum}


def _ties(rules: Rules) -> str:
    if rules.rule in BY_TRANSFER:
        return _("If several are level, it counts who was ahead in the round before; otherwise lots are drawn.")
    return _("If there is a tie, lots are drawn. Everybody can check how.")


def result_in_words(tally: Tally, names: dict[str, str]) -> str:
    """The result in one sentence, or two."""
    if not tally.cast:
        return _("Nobody voted. Nothing was decided.")
    if not tally.reached_quorum:
        return _("Too few voted: %(cast)d of the %(quorum)d people who were needed. Nothing was decided.") % {
            "cast": tally.cast,
            "quorum": tally.quorum,
        }
    if not tally.is_decided:
        return _("Everybody who voted abstained. Nothing was decided.")
    chosen = [named(names, key) for key in tally.winners]
    said = ngettext("%(names)s was chosen.", "%(names)s were chosen.", len(chosen)) % {"names": listed(chosen)}
    return said + " " + _("There was a tie; lots were drawn.") if tally.draws else said


def named(names: dict[str, str], key: str) -> str:
    """Whoever is gone from here is gone from results too."""
    return names.get(key) or _("somebody who is no longer here")


def listed(names: Sequence[str]) -> str:
    *most, last = names
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last
