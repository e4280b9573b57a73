"""What somebody did for another, in words."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contract import Verb
from quartier.kernel.facts.models import Fact
from quartier.ui.dates import date_short


class Deed(NamedTuple):
    text: str
    url: str
    who: str
    at: datetime
    when: str


def deed_in_words(fact: Fact) -> Deed:
    who = fact.by.full_name if fact.by else _("Somebody")
    thing = fact.entry.title if fact.entry else _name_of(fact.kind)
    return Deed(
        f"{_verb(fact.verb)} {thing}".strip(), fact.entry.url if fact.entry else "", who, fact.at, date_short(fact.at)
    )


def _verb(verb: str) -> str:
    words = {
        Verb.PUBLISHED: _("Written:"),
        Verb.CHANGED: _("Changed:"),
        Verb.COMMENTED: _("Commented:"),
        Verb.WITHDRAWN: _("Withdrawn:"),
        Verb.COMPLETED: _("Done:"),
        Verb.JOINED: _("Joined:"),
        Verb.LEFT: _("Left:"),
    }
    return str(words.get(Verb(verb), ""))


def _name_of(kind: str) -> str:
    matter = registry.matter_kinds().get(kind)
    return str(matter.label) if matter else ""
