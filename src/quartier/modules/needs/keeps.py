"""What is stored about people here, in words for them."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep, LegalGround
from quartier.modules.needs.models import Verdict

KEEPS = (
    Keep(
        model=Verdict, area=Area.TOGETHER, label=_("Decisions of needs rounds that you wrote down"), is_copy=True,
        why=_("So that everybody can read why something is here."), seen_by=_("Whoever sees the round, without your name"),
        ground=LegalGround.SAFETY,
    ),
)  # fmt: skip
