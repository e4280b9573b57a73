"""Who acts for whom, who brings the news, and who gets copies."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.kernel.assistance.areas import names_of
from quartier.kernel.assistance.confiding import labels_of
from quartier.kernel.assistance.models import Assistance, Bearer, Confidant, Errand
from quartier.kernel.keeping import Area, Keep, LegalGround

THREE_YEARS = timedelta(days=3 * 365)
THE_TWO_AND_THE_DESK = _("You two, and the desk")

KEEPS = (
    Keep(
        model=Assistance, area=Area.LIVING, label=_("Who acts for whom"), change_url="assistance:mine",
        why=_("So that it can be seen who was allowed to act in whose name."), ground=LegalGround.CONSENT,
        seen_by=THE_TWO_AND_THE_DESK, until=THREE_YEARS, counts_from="ended",
        shown={"areas": lambda row: ", ".join(names_of(row.areas))},
        words={"areas": _("For what"), "helper": _("Helper (empty: the desk)"), "given": _("How it was agreed"),
               "witness": _("Who else heard it"), "until": _("Until"), "ended_by": _("Ended by")},
    ),
    Keep(
        model=Bearer, area=Area.NOTICES, label=_("How news reach you"), change_url="assistance:mine",
        why=_("So that you hear what is new without a device."), ground=LegalGround.CONSENT, seen_by=THE_TWO_AND_THE_DESK,
        words={"way": _("Letter or telephone"), "helper": _("Helper (empty: the desk)")},
    ),
    Keep(
        model=Errand, area=Area.NOTICES, label=_("What was brought by letter or telephone"),
        why=_("So that nothing is forgotten or told twice."), seen_by=THE_TWO_AND_THE_DESK,
        until=timedelta(days=90), counts_from="done",
        words={"notification": "", "is_for_desk": "", "way": _("Letter or telephone"), "done": _("Brought on"), "done_by": _("Brought by")},
    ),
    Keep(
        model=Confidant, area=Area.NOTICES, label=_("Confidants"), change_url="assistance:mine",
        why=_("So that somebody you trust notices when something is wrong."), ground=LegalGround.CONSENT,
        seen_by=THE_TWO_AND_THE_DESK, until=THREE_YEARS, counts_from="ended", shown={"sorts": lambda row: ", ".join(labels_of(row))},
        words={"confidant": _("Confidant"), "sorts": _("Copies of"), "given": _("How it was agreed")},
    ),
)  # fmt: skip
