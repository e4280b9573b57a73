"""What each step of the set-up shows and writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Text
from quartier.kernel.setup import actions
from quartier.kernel.setup.answers import OUTLINE, STREETS


@dataclass(frozen=True)
class Step:
    title: Text
    lead: Text
    write: Callable[[Any], None]  # takes the valid form
    postpone: Callable[[], None] | None = None
    postpone_label: Text = ""


STEPS = {
    "name": Step(
        _("What is your quarter called?"),
        _("The name stands on every page. You can change it later."),
        lambda form: actions.answer_name(form.cleaned_data["name"]),
    ),
    "area": Step(
        _("Where does your quarter lie?"),
        _("So that the server knows whose streets these are. Nobody is kept out by it: people confirm people."),
        lambda form: actions.answer_area(form.cleaned_data["how"]),
    ),
    OUTLINE: Step(
        _("The outline of the quarter"),
        _("A file in the format GeoJSON, as many map programs and town halls give it."),
        lambda form: actions.answer_outline(form.geojson()),
    ),
    STREETS: Step(
        _("The streets of the quarter"),
        _("It need not be complete. People can add streets later."),
        lambda form: actions.answer_streets(form.names()),
    ),
    "you": Step(
        _("Who are you?"),
        _("You are the first of two key holders: they may do everything here, and decide who may do what. "
          "Your neighbours see your full name."),
        lambda form: actions.answer_you(**form.cleaned_data),
    ),
    "login": Step(
        _("How do you log in?"),
        _("With a name that the server gives you and a passphrase that only you know. No e-mail address is needed."),
        lambda form: actions.answer_login(form.cleaned_data["login_name"], form.cleaned_data["passphrase"]),
    ),
    "second": Step(
        _("Who is the second key holder?"),
        _("Two people should hold the keys. If one falls ill or moves away, the other can help. "
          "They get their log-in from you at the end."),
        lambda form: actions.answer_second(**form.cleaned_data),
        actions.postpone_second,
        _("I don't know yet"),
    ),
    "ways": Step(
        _("How do you learn who lives here?"),
        _("Everything rests on this: who writes here lives here. You can change it later."),
        lambda form: actions.answer_ways(form.cleaned_data["ways"]),
    ),
    "imprint": Step(
        _("Who answers for this site?"),
        _("The law (§ 5 DDG) asks for an imprint that everybody can read."),
        lambda form: actions.answer_imprint(**form.cleaned_data),
        actions.postpone_imprint,
        _("Later"),
    ),
}  # fmt: skip
