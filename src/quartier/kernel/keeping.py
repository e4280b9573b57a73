"""What a table holds about people, said in words for them: what it is, what for, who sees it, how long it stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.db.models import Model

    from quartier.kernel.contract import Text


class Area(TextChoices):
    """Where something stands on the page "What the server knows about me"."""

    PROFILE = "profile", _("Who you are")
    LIVING = "living", _("That you live here")
    WRITTEN = "written", _("What you shared and wrote")
    TOGETHER = "together", _("What you have going on with others")
    BELONGING = "belonging", _("Groups, organisations and roles")
    NOTICES = "notices", _("What reached you")
    LOG_IN = "log_in", _("How you log in")
    LOOKED = "looked", _("Who looked, and what you agreed to")
    MACHINE = "machine", _("What the machine notes by itself")


class LegalGround(TextChoices):
    """Why we may: Article 6 (1) of the GDPR."""

    USE = "b", _("You asked for it by using it (Art. 6 (1) b GDPR)")
    CONSENT = "a", _("You agreed to it (Art. 6 (1) a GDPR)")
    SAFETY = "f", _("The safety of everybody here (Art. 6 (1) f GDPR)")
    LAW = "c", _("A law demands it (Art. 6 (1) c GDPR)")


@dataclass(frozen=True, kw_only=True)
class Keep:
    """One table. The page for the person, the export, the register of processing and the job that forgets read it.

    `until` counts from the date in `counts_from`; rows where that is empty stay. With `job`, that one forgets; else the
    kernel does each night. Without `until` a row stays until its person deletes it or goes.
    """

    model: type[Model]
    label: Text  # "Posts on the board"
    why: Text  # one sentence: what for
    seen_by: Text
    area: Area
    ground: LegalGround = LegalGround.USE
    until: timedelta | None = None
    counts_from: str = ""
    job: str = ""
    change_url: str = ""  # the name of the address where its person changes it
    words: Mapping[str, Text] = field(default_factory=dict)  # column → what people call it; "" hides what says nothing
    shown: Mapping[str, Callable[[Any], object]] = field(default_factory=dict)  # column → its value in words
    secret: frozenset[str] = frozenset()  # columns that aren't told, not even in the data to take along
    is_copy: bool = False  # made from other rows or of them: counted on the page, whole in the data to take along


STAYS = pgettext_lazy("how long", "Until you delete it or go")
