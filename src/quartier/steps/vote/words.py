"""The rules and the result in sentences that somebody understands who never voted on anything."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.steps.vote.rules import Majority, Rules, Sort
from quartier.steps.vote.tally import Tally, quorum_of


def rules_in_words(rules: Rules, eligible: int) -> list[str]:
    """What is told before anybody votes: how to vote, what wins, what happens with few votes and with a tie."""
    return [*_how(rules), _what_wins(rules), _how_many(rules, eligible), *_ties(rules)]


def _how(rules: Rules) -> list[str]:
    if rules.sort is Sort.YES_NO:
        return [_("You say yes, no or abstention.")]
    if rules.sort is Sort.APPROVAL:
        text = ngettext("You may tick %(n)d thing.", "You may tick up to %(n)d things.", rules.most)
        return [text % {"n": rules.most}]
    text = ngettext("You have %(n)d point.", "You have %(n)d points. Spread them as you like.", rules.most)
    said = [text % {"n": rules.most}]
    if 0 < rules.most_each < rules.most:
        said.append(_("One thing may get at most %(n)d of them.") % {"n": rules.most_each})
    return said


def _what_wins(rules: Rules) -> str:
    if rules.sort is Sort.YES_NO:
        return MAJORITIES[rules.majority]()
    if rules.sort is Sort.APPROVAL:
        text = ngettext(
            "What most people tick is chosen.", "The %(n)d things that most people tick are chosen.", rules.chosen
        )
    else:
        text = ngettext(
            "What gets the most points is chosen.", "The %(n)d things with the most points are chosen.", rules.chosen
        )
    return text % {"n": rules.chosen}


def _simple() -> str:
    return _("It is adopted if more say yes than no. Abstentions don't count.")


def _two_thirds() -> str:
    return _("It is adopted if at least two say yes for each one who says no. Abstentions don't count.")


def _of_all_cast() -> str:
    return _("It is adopted if more than half of all who vote say yes. So an abstention works like a no.")


def _of_all() -> str:
    return _("It is adopted if more than half of all who may vote say yes. So whoever doesn't vote counts like a no.")


MAJORITIES = {
    Majority.SIMPLE: _simple,
    Majority.TWO_THIRDS: _two_thirds,
    Majority.OF_ALL_CAST: _of_all_cast,
    Majority.OF_ALL: _of_all,
}


def _how_many(rules: Rules, eligible: int) -> str:
    quorum = quorum_of(rules, eligible)
    if not quorum:
        return _("It counts however many vote.")
    text = ngettext(
        "It only counts if at least %(n)d person votes.", "It only counts if at least %(n)d people vote.", quorum
    )
    return text % {"n": quorum}


def _ties(rules: Rules) -> list[str]:
    if rules.sort is Sort.YES_NO:
        return [_("With as many yes as no it isn't adopted.")] if rules.majority is Majority.SIMPLE else []
    return [_("If there is a tie, lots are drawn. Everybody can check how.")]


def result_in_words(result: Tally) -> str:
    """The result in one sentence, or two."""
    if not result.cast:
        return _("Nobody voted. Nothing was decided.")
    if not result.reached_quorum:
        return _("Too few voted: %(cast)d of the %(quorum)d people who were needed. Nothing was decided.") % {
            "cast": result.cast,
            "quorum": result.quorum,
        }
    if result.empty == result.cast:
        return _("Everybody who voted abstained. Nothing was decided.")
    if result.rules.sort is Sort.YES_NO:
        return _yes_no_in_words(result)
    return _chosen_in_words(result)


def _yes_no_in_words(result: Tally) -> str:
    if len(result.lines) > 1:
        text = ngettext("%(n)d of %(all)d was adopted.", "%(n)d of %(all)d were adopted.", len(result.chosen))
        return text % {"n": len(result.chosen), "all": len(result.lines)}
    (line,) = result.lines
    if result.is_small:
        return _("It was adopted.") if line.is_chosen else _("It was not adopted.")
    numbers = {"yes": line.points, "no": line.no}
    if line.is_chosen:
        return _("It was adopted: %(yes)d yes, %(no)d no.") % numbers
    if line.is_tied and result.rules.majority is Majority.SIMPLE:
        return _("It was not adopted: a tie, with %(yes)d yes and %(no)d no.") % numbers
    return _("It was not adopted: %(yes)d yes, %(no)d no.") % numbers


def _chosen_in_words(result: Tally) -> str:
    titles = ", ".join(_("“%(title)s”") % {"title": line.title} for line in result.chosen)
    text = ngettext("%(titles)s was chosen.", "%(titles)s were chosen.", len(result.chosen))
    said = text % {"titles": titles}
    if not result.lots:
        return said
    text = ngettext(
        "There was a tie between %(n)d things for %(places)d place; lots decided.",
        "There was a tie between %(n)d things for %(places)d places; lots decided.",
        result.places,
    )
    return f"{said} {text % {'n': len(result.lots), 'places': result.places}}"
