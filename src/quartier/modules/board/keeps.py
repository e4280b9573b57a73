"""What is stored about people here, in words for them."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep, LegalGround
from quartier.modules.board.models import Post, Promotion, Thanks, Version

READERS = _("Whom you chose when you wrote it")

KEEPS = (
    Keep(
        model=Post, area=Area.WRITTEN, label=_("Posts on the board"), why=_("So that neighbours read them."),
        seen_by=READERS, change_url="board:list",
        words={"reach": _("Who sees it"), "is_commercial": _("Advertising"), "closed": _("Done on")},
    ),
    Keep(
        model=Version, area=Area.WRITTEN, label=_("Earlier versions of your posts"),
        why=_("So that everybody can see what was changed."), seen_by=READERS, words={"until": _("Changed on")},
    ),
    Keep(
        model=Thanks, area=Area.WRITTEN, label=_("Posts you said thank you for"), why=_("So that their writers are glad."),
        seen_by=_("Whoever wrote the post"),
    ),
    Keep(
        model=Promotion, area=Area.MACHINE, label=_("That you advertised"), ground=LegalGround.SAFETY,
        why=_("So that nobody advertises too often."), seen_by=_("Nobody"), until=timedelta(days=365), counts_from="at",
    ),
)  # fmt: skip
