"""The house rules: six that every quarter begins with, in its own words where it wants."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.kernel.contract import Text
from quartier.kernel.moderation.log_models import HouseRules
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.quarter import MANAGE

MOST_LETTERS = 2000


@dataclass(frozen=True)
class Rule:
    """A rule, and how a report names it: to everybody, and to young people."""

    key: str
    title: Text
    text: Text
    complaint: Text
    complaint_of_young: Text
    icon: str


RULES = (
    Rule(
        "danger", gettext_lazy("Nobody is put in danger"),
        gettext_lazy("We threaten nobody, call for no violence, and hunt nobody down. Who needs help gets it."),
        gettext_lazy("Somebody is in danger, or is threatened"), gettext_lazy("I am scared, or somebody is in danger"), "siren",
    ),
    Rule(
        "respect", gettext_lazy("We treat each other with respect"),
        gettext_lazy("We argue about things, not about people. No insults, no hatred of groups of people, no bullying."),
        gettext_lazy("It insults somebody, stirs up hatred, or is bullying"), gettext_lazy("Somebody is mean, insults or bullies"), "users",
    ),
    Rule(
        "youth", gettext_lazy("Children and young people are protected"),
        gettext_lazy("Nothing sexual, nothing violent, no pressure and no secrets that adults want to have with children."),
        gettext_lazy("Sexual, or somebody presses a young person"),
        gettext_lazy("Somebody wants pictures or secrets from me, or shows me something disgusting"),
        "baby",
    ),
    Rule(
        "honest", gettext_lazy("We are honest with each other"),
        gettext_lazy("No fraud, no false names, no hidden advertising. Nobody asks others for money or bank data."),
        gettext_lazy("Fraud, false name, or advertising"), gettext_lazy("Somebody lies, or wants money from me"), "banknote",
    ),
    Rule(
        "private", gettext_lazy("What is private stays private"),
        gettext_lazy("We pass on no photo, address, number or story of others without asking them."),
        gettext_lazy("It shows something private of somebody"), gettext_lazy("A picture or something private of me is shown"), "lock",
    ),
    Rule(
        "law", gettext_lazy("The law holds here, too"),
        gettext_lazy("What is forbidden outside is forbidden here: signs of banned groups, stolen goods, other people's works."),
        gettext_lazy("It is forbidden, or something else"), gettext_lazy("Something else is not right"), "scale",
    ),
)  # fmt: skip
BY_KEY = {rule.key: rule for rule in RULES}
URGENT = frozenset({"danger", "youth"})


def rule_named(key: str) -> Rule:
    return BY_KEY.get(key, RULES[-1])


def newest_rules() -> HouseRules | None:
    return HouseRules.objects.order_by("-version").first()


def current_version() -> int:
    """0: as they came."""
    newest = newest_rules()
    return newest.version if newest else 0


def rules_in_words(version: HouseRules | None) -> list[tuple[Rule, str]]:
    """Each rule as it was worded then."""
    words = version.words if version else {}
    return [(rule, words.get(rule.key) or str(rule.text)) for rule in RULES]


@transaction.atomic
def change_rules(words: dict[str, str], more: str, *, by: Actor) -> HouseRules:
    """A new version; the earlier ones stay, because decisions speak of them."""
    require(by, MANAGE)
    cleaned = {key: _cleaned(text) for key, text in words.items() if key in BY_KEY}
    own = {key: text for key, text in cleaned.items() if text and text != str(BY_KEY[key].text)}
    newest, more = newest_rules(), _cleaned(more)
    if newest and newest.words == own and newest.more == more:
        return newest
    version = (newest.version if newest else 0) + 1
    return HouseRules.objects.create(version=version, words=own, more=more, by=by.person)


def _cleaned(text: str) -> str:
    cleaned = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(cleaned) > MOST_LETTERS:
        raise Refused(_("That is very long. Please shorten it to %(most)d letters.") % {"most": MOST_LETTERS})
    return cleaned
