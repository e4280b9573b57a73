"""How the quarter knows that somebody lives here: letters, vouchers, and the question whether they still do."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.kernel.keeping import Area, Keep, LegalGround
from quartier.kernel.people.confirmations import HomeCheck, Surety
from quartier.kernel.residence.letters.models import LetterBatch, LetterCode

YOU_AND_THE_DESK = _("You and the desk")
A_YEAR = timedelta(days=365)

KEEPS = (
    Keep(
        model=Surety, area=Area.LIVING, label=_("Who was asked to vouch, and for whom"), change_url="residence:sureties",
        why=_("So that neighbours can vouch for a guest, and answer for it."), ground=LegalGround.SAFETY,
        seen_by=_("The guest, whoever was asked, and the desk"), until=A_YEAR, counts_from="ended", job="residence.forget",
        words={"voucher": _("Voucher"), "typed": _("Name that was asked"), "confirmation": ""},
    ),
    Keep(
        model=HomeCheck, area=Area.LIVING, label=_("Whether you still live here"), change_url="residence:here",
        why=_("So that who writes here lives here."), seen_by=YOU_AND_THE_DESK, ground=LegalGround.SAFETY,
        until=3 * A_YEAR, counts_from="answered", job="residence.forget",
        words={"why": _("Why we asked"), "reminders": "", "lapsed": _("Guest since, for want of an answer"),
               "answered": _("Answered on"), "answered_by": _("Answered by")},
    ),
    Keep(
        model=LetterBatch, area=Area.LIVING, label=_("Letters with codes that you made"), seen_by=_("The desk"),
        why=_("So that it can be seen who sent which letters."), ground=LegalGround.SAFETY,
        until=A_YEAR, counts_from="expires", job="residence.forget",
        words={"printed": _("Printed on"), "revoked": _("Revoked on"), "revoked_by": _("Revoked by")},
    ),
    Keep(
        model=LetterCode, area=Area.LIVING, label=_("The letter that confirmed you"), seen_by=YOU_AND_THE_DESK,
        why=_("So that each letter confirms one person."), ground=LegalGround.SAFETY,
        words={"batch": _("Letters"), "used_by": ""},
    ),
)  # fmt: skip
