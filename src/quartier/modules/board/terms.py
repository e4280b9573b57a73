"""What the rest of the module speaks with: powers, notices, settings. The lowest file; it imports none of the others."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import Notice, Power, Role, setting

KIND = "board.post"
MOST_PHOTOS = 8  # with one post
UNDO_TIME = timedelta(days=1)  # so long a deleted post can be brought back

WRITE = Power(name="board.write", label=_("Write on the board"), roles=(Role.NEIGHBOUR,))
PUBLISH = Power(
    name="board.publish", label=_("Write on the board for everybody, also on the Internet"), roles=(Role.NEIGHBOUR,)
)
POWERS = (WRITE, PUBLISH)

THANKED = Notice(
    name="board.thanked", label=_("Somebody says thank you for a post"), sentence=_("%(by)s thanks you: %(title)s")
)
IN_GROUP = Notice(
    name="board.in_group",
    label=_("Somebody writes to one of your groups"),
    sentence=_("New in your group: %(title)s"),
)
STILL_VALID = Notice(
    name="board.still_valid",
    label=_("A post of yours is about to run out"),
    sentence=_("Is this still so? “%(title)s” leaves the board soon."),
)
NOTICES = (THANKED, IN_GROUP, STILL_VALID)


@dataclass(frozen=True)
class BoardSettings:
    """What a quarter may decide for itself."""

    posts_a_day: int = setting(
        10, label=_("Posts a day"), help=_("So many posts somebody may write in one day."), at_least=1, at_most=100
    )
    promotions: int = setting(
        3,
        label=_("Advertisements of private people"),
        help=_("So many somebody may write in six months. A business has a profile of its own."),
        at_least=0,
        at_most=100,
    )
    business_posts: int = setting(
        4,
        label=_("Posts of a business a month"),
        help=_("So many a shop or business may write in thirty days."),
        at_least=0,
        at_most=100,
    )
    give_away_days: int = setting(
        30,
        label=_("Days that something to give away stays"),
        help=_("Then it leaves the board, unless its author says that it is still so."),
        at_least=1,
        at_most=365,
    )
    lost_days: int = setting(
        60,
        label=_("Days that something lost or found stays"),
        help=_("Then it leaves the board, unless its author says that it is still so."),
        at_least=1,
        at_most=365,
    )
    remind_days: int = setting(
        3,
        label=_("Days before the end to remind"),
        help=_("Then the author is asked whether it is still valid."),
        at_least=1,
        at_most=30,
    )
