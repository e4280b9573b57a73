"""What the quarter decides about writing to one another."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quartier.kernel.quarter.modules import read_settings
from quartier.kernel.setting import setting

SLUG = "contact"  # where the quarter keeps them


@dataclass(frozen=True)
class ContactSettings:
    """Limits that no neighbour ever meets, and advertisers at once."""

    strangers_a_day: int = setting(
        10,
        label=_("New people a day"),
        help=_("So many people one may write to for the first time in one day. Who answers doesn’t count."),
        at_least=1,
        at_most=200,
    )
    newcomer_strangers_a_day: int = setting(
        4,
        label=_("New people a day, newcomers"),
        help=_("The same for those who were confirmed not long ago."),
        at_least=1,
        at_most=200,
    )
    unanswered: int = setting(
        2,
        label=_("Conversations without an answer"),
        help=_("So often one may begin something with the same person who hasn’t answered; then it rests for a month."),
        at_least=1,
        at_most=20,
    )
    in_a_row: int = setting(
        8,
        label=_("Messages in a row"),
        help=_("So many one may write within a day while the other side hasn’t answered."),
        at_least=2,
        at_most=100,
    )
    newcomer_posts_a_day: int = setting(
        3,
        label=_("Posts a day, newcomers"),
        help=_("So many posts those may write in one day who were confirmed not long ago."),
        at_least=1,
        at_most=50,
    )


def contact_settings() -> ContactSettings:
    return read_settings(SLUG, ContactSettings)
