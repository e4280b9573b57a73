"""Notices in plain words: nobody wants to decide about sixty kinds, so they stand in a few groups."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quartier.kernel import registry
from quartier.kernel.contract import Module, Notice, Text

SAFETY, MATTERS, NEWS = "safety", "matters", "news"
ALSO = {"organisations": "groups"}  # first word of a notice → the group it stands in, where that is another word


@dataclass(frozen=True)
class NoticeGroup:
    name: str
    label: Text
    help: Text
    icon: str
    notices: tuple[Notice, ...] = ()

    @property
    def is_vital(self) -> bool:
        """Always shown here: who could miss it might lose their account."""
        return self.name == SAFETY


def groups() -> list[NoticeGroup]:
    """What concerns safety first, what only is new last."""
    said = {
        MATTERS: (
            _("What you have going on with others"),
            _("Somebody writes to you, agrees, or says thank you."),
            "messages-square",
        ),
        "comments": (_("Comments"), _("Somebody comments on what you wrote."), "message-circle"),
        "groups": (_("Groups and organisations"), _("Somebody joins, invites you, or looks for help."), "users"),
        **{
            module.slug: (module.name, module.summary, _icon_of(module))
            for module in registry.modules()
            if module.notices
        },
    }
    sorted_in: dict[str, list[Notice]] = {name: [] for name in (SAFETY, *said)}
    for notice in registry.notices().values():
        sorted_in[group_of(notice.name)].append(notice)
    vital = (_("Your account, your data and your safety"), _("Such things always stand here, too."), "key-round")
    news = (_("What is new in the quarter"), _("New posts that you may see, once a day."), "sun")
    return [
        NoticeGroup(name, *words, tuple(sorted_in.get(name, ())))
        for name, words in {SAFETY: vital, **said, NEWS: news}.items()
        if name in {SAFETY, NEWS} or sorted_in[name]
    ]


def _icon_of(module: Module) -> str:
    """The one it has among the main ways."""
    return module.nav[0].icon if module.nav else "puzzle"


def group_of(notice: str) -> str:
    """What no other group takes concerns the account or safety: rather too important than lost."""
    word = notice.partition(".")[0]
    word = ALSO.get(word, word)
    return word if word in {MATTERS, "comments", "groups", NEWS} or registry.module(word) else SAFETY
