"""The rules and the result in sentences that somebody trusts who never heard of either."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.steps.budget.rules import FEWEST_SHOWN, Rule, Rules, Sort, Utility
from quartier.ui.money import euros


def how_to_vote(rules: Rules) -> str:
    n = {"n": rules.most, "money": euros(rules.money)}
    if rules.sort is Sort.CART:
        return _("You fill a basket: as many projects as %(money)s pay for.") % n
    if rules.sort is Sort.POINTS:
        text = ngettext("You have %(n)d point.", "You have %(n)d points. Spread them as you like.", rules.most)
        return text % n
    if rules.sort is Sort.RANKING:
        text = ngettext(
            "You name the project that you like most.", "You put up to %(n)d projects in order: 1 is best.", rules.most
        )
        return text % n
    return ngettext("You may tick %(n)d project.", "You may tick up to %(n)d projects.", rules.most) % n


def rule_in_words(rules: Rules) -> list[str]:
    """How the money is given out, in three sentences."""
    if rules.rule is Rule.GREEDY:
        return [
            _("The project with the most votes comes first.")
            if rules.sort in {Sort.APPROVAL, Sort.CART}
            else _("The project with the most points comes first."),
            _("Then the next one that the rest of the money still pays for, until nothing fits any more."),
            _("That is simple, but the largest group can decide about nearly all of the money."),
        ]
    share = euros(rules.money // 100)
    return [
        _("The money belongs to all who vote, in equal parts: if 100 people vote, each decides about %(share)s.")
        % {"share": share},
        _("A project comes when those who want it can pay for it together from their parts; all of them pay alike."),
        _("So no group takes everything: whoever is a third of the voters decides about a third of the money."),
    ]


def rule_in_detail(rules: Rules) -> list[str]:
    """For those who want to know exactly."""
    said = [_("A project that nobody wants never comes, and no more is spent than there is.")]
    if rules.rule is Rule.EQUAL_SHARES:
        poor = _("Whoever has less left than the others pay gives what is left.")
        said += [_first(rules), poor, _weights(rules), _rest()]
    elif rules.sort is Sort.RANKING:
        said.append(_weights(rules))
    return [*[one for one in said if one], _ties()]


def _first(rules: Rules) -> str:
    if rules.utility is Utility.COST:
        return _("First comes what costs its supporters the smallest part of its price each.")
    return _("First comes what costs each of its supporters least.")


def _weights(rules: Rules) -> str:
    if rules.sort is Sort.POINTS:
        return _("Whoever gives a project twice as many points pays twice as much for it.")
    if rules.sort is Sort.RANKING:
        return _("The first place counts %(n)d points, the next one point less, and so on.") % {"n": rules.places}
    return ""


def _rest() -> str:
    return _(
        "Some money always remains. So all parts are raised by one euro on paper, again and again, and the last result that"
        " all of the money still pays for holds."
    )


def _ties() -> str:
    return _("If two projects are level, lots are drawn. Everybody can check how.")


def result_in_words(tally: dict[str, Any], rules: Rules) -> str:
    """The result in one sentence, or two."""
    if not tally["cast"]:
        return _("Nobody voted. Nothing was decided.")
    if tally["empty"] == tally["cast"]:
        return _("Everybody who voted abstained. Nothing was decided.")
    chosen = [line for line in tally["lines"] if line["place"]]
    if not chosen:
        return _("No project comes: none could be paid for together.")
    text = ngettext(
        "%(n)d of %(all)d projects comes, for %(spent)s of %(money)s.",
        "%(n)d of %(all)d projects come, for %(spent)s of %(money)s.",
        len(chosen),
    )
    said = {"n": len(chosen), "all": len(tally["lines"]), "spent": euros(tally["spent"]), "money": euros(rules.money)}
    return text % said


def shares_in_words(tally: dict[str, Any], rules: Rules) -> list[str]:
    """What each voter decided about: only where enough voted that no one is seen through it."""
    if rules.rule is not Rule.EQUAL_SHARES or tally["cast"] < FEWEST_SHOWN or not tally["bought"]:
        return []
    said = [
        _("Each of the %(cast)d votes had %(start)s to decide about.")
        % {"cast": tally["cast"], "start": _money(tally["start"])}
    ]
    if tally["steps"]:
        said.append(
            _("With what remained it was raised to %(each)s each: that is how far the money went.")
            % {"each": _money(tally["each"])}
        )
    if tally["spent"] < rules.money:
        said.append(
            _(
                "What is left over stays in the fund: no other project could be paid for from the parts of its supporters."
            )
        )
    return said


def project_in_words(line: dict[str, Any], tally: dict[str, Any], rules: Rules) -> list[str]:
    """Why it comes or doesn't: who paid how much, as sums, and what was missing. Never who."""
    if not line["votes"]:
        return [_("Nobody voted for it.")]
    if tally["cast"] < FEWEST_SHOWN:
        return []
    if line["votes"] < FEWEST_SHOWN:
        few = _("Fewer than five people voted for it, so no numbers are shown.")
        return [few] if line["place"] else [few, _("That wasn't enough.")]
    said = [_support(line, rules)]
    if line["place"]:
        return [*said, *_paid(line, rules)]
    if "missing" in line:
        said.append(_missing(line, rules))
    return said


def _support(line: dict[str, Any], rules: Rules) -> str:
    people = ngettext("%(n)d person is for it.", "%(n)d people are for it.", line["votes"]) % {"n": line["votes"]}
    if rules.sort in {Sort.APPROVAL, Sort.CART}:
        return people
    points = ngettext("They gave it %(n)d point.", "They gave it %(n)d points.", line["points"])
    return f"{people} {points % {'n': line['points']}}"


def _paid(line: dict[str, Any], rules: Rules) -> list[str]:
    if "price" not in line:
        return []
    each = {"each": _money(line["price"])}
    if rules.sort in {Sort.APPROVAL, Sort.CART}:
        said = [_("Together they paid for it: %(each)s each.") % each]
    else:
        said = [_("Together they paid for it: %(each)s for each point.") % each]
    if line["gave_all"] >= FEWEST_SHOWN:
        said.append(_("%(n)d of them had less left, and gave all of it.") % {"n": line["gave_all"]})
    elif line["gave_all"]:
        said.append(_("Some of them had less left, and gave all of it."))
    return said


def _missing(line: dict[str, Any], rules: Rules) -> str:
    if "left" in line:
        said = {"left": _money(line["left"]), "missing": _money(line["missing"])}
        return _("Together they had %(left)s left; %(missing)s were missing.") % said
    return _("When it was its turn, %(missing)s were missing.") % {"missing": _money(line["missing"])}


def own_in_words(coming: int, chosen: int) -> str:
    if not chosen:
        return _("You abstained.")
    if coming == chosen:
        return ngettext("Your project comes.", "All %(all)d of your projects come.", chosen) % {"all": chosen}
    if not coming:
        return ngettext("Your project doesn't come.", "None of your %(all)d projects comes.", chosen) % {"all": chosen}
    text = ngettext("%(n)d of your %(all)d projects comes.", "%(n)d of your %(all)d projects come.", coming)
    return text % {"n": coming, "all": chosen}


def lots_in_words(tally: dict[str, Any], promise: str) -> list[str]:
    """For the protocol: enough to draw again by hand."""
    if not tally["ties"]:
        return []
    titles = {line["number"]: line["title"] for line in tally["lines"]}
    said = [
        _("These projects were level; the lot put them in this order: %(order)s.")
        % {"order": ", ".join(f"{number}. {titles[number]}" for number in tie["order"])}
        for tie in tally["ties"]
    ]
    return [
        *said,
        _("Number of the draw: %(secret)s. Its check sum was published before the vote: %(promise)s.")
        % {"secret": tally["secret"], "promise": promise},
        _(
            "The order is that of the SHA-256 of “number of the draw:number of the project”. Anybody can compute it again."
        ),
    ]


def why_no_ballots(tally: dict[str, Any]) -> str:
    """Why the file holds no single ballots; empty if it does."""
    if tally.get("ballots"):
        return ""
    if tally["cast"] < FEWEST_SHOWN:
        return _("Fewer than five people voted, so no single ballots are published.")
    return _(
        "Single ballots are published only if at least five people cast each of them alike: whoever knows two of"
        " somebody's crosses would find their ballot and read the others. So the file holds sums alone."
    )


def _money(exact: str) -> str:
    return euros(Fraction(exact) * 100)
