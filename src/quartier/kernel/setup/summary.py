"""The answers in words, to be looked over before the quarter opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel.residence.ways import WAYS
from quartier.kernel.setup.answers import OUTLINE, STREETS, Answers, Question, asked, is_answered


def summary(given: Answers) -> list[tuple[Question, str]]:
    """Each question of this journey with its answer; empty where it is still open."""
    return [(question, _words(question.key, given)) for question in asked(given)]


def _words(key: str, given: Answers) -> str:
    if not is_answered(key, given):
        return ""
    answer = given[key]
    known = {OUTLINE: _("By its outline"), STREETS: _("By its streets")}
    in_words: dict[str, Callable[[], str]] = {
        "name": lambda: str(answer["name"]),
        "area": lambda: known.get(answer["how"], _("Later")),
        OUTLINE: lambda: _("The outline is here"),
        STREETS: lambda: _some(answer["streets"]),
        "you": lambda: _full_name(answer),
        "login": lambda: _("Log-in name: %(name)s") % {"name": answer["login_name"]},
        "second": lambda: _full_name(answer) if answer else _("Later"),
        "ways": lambda: ", ".join(str(way.label) for way in WAYS if way.name in answer["ways"]),
        "imprint": lambda: str(answer["text"]).partition("\n")[0] or _("Later"),
    }
    return in_words[key]()


def _full_name(answer: dict[str, Any]) -> str:
    return f"{answer['given_name']} {answer['family_name']}"


def _some(streets: list[str]) -> str:
    more = len(streets) - 3
    shown = ", ".join(streets[:3])
    if more <= 0:
        return shown
    return ngettext("%(shown)s and %(count)d more", "%(shown)s and %(count)d more", more) % {
        "shown": shown,
        "count": more,
    }
