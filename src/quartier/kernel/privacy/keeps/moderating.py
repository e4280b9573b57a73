"""What is stored when somebody reports something, and who decides about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contact.models import ContactChoice
from quartier.kernel.keeping import Area, Keep, LegalGround
from quartier.kernel.moderation.keeping import KEEP as KEPT_FOR
from quartier.kernel.moderation.log_models import HouseRules
from quartier.kernel.moderation.models import Case, Complaint, Decision, Report, Statement
from quartier.kernel.moderation.panel_models import Seat, Willing

THE_PANEL = _("Those who decide about it")
FAIR = _("So that it is decided fairly, and can be looked at again.")
JOB = "moderation.forget"

KEEPS = (
    Keep(
        model=Report, area=Area.LOOKED, label=_("What you reported"), why=_("So that somebody looks at it."),
        seen_by=THE_PANEL, ground=LegalGround.LAW, until=KEPT_FOR, counts_from="at", job=JOB,
        words={"rule": "", "name": _("Name"), "case": "", "reporter": ""},
    ),
    Keep(
        model=Case, area=Area.LOOKED, label=_("Cases"), why=FAIR, seen_by=THE_PANEL, ground=LegalGround.LAW,
        until=KEPT_FOR, counts_from="closed", job=JOB, is_copy=True,
    ),
    Keep(
        model=Complaint, area=Area.LOOKED, label=_("Complaints you made"), why=_("So that others decide anew."),
        seen_by=THE_PANEL, ground=LegalGround.LAW, until=KEPT_FOR, counts_from="at", job=JOB, words={"case": "", "side": ""},
    ),
    Keep(
        model=Statement, area=Area.LOOKED, label=_("Decisions about what concerns you"), why=FAIR,
        seen_by=_("You and those who decided"), ground=LegalGround.LAW, words={"decision": "", "side": ""},
    ),
    Keep(
        model=Decision, area=Area.LOOKED, label=_("Decisions you made"), why=FAIR, seen_by=_("Both sides, without your name"),
        ground=LegalGround.LAW, is_copy=True,
    ),
    Keep(
        model=Seat, area=Area.LOOKED, label=_("Cases you were drawn for"), why=FAIR, seen_by=THE_PANEL,
        ground=LegalGround.LAW, is_copy=True,
    ),
    Keep(
        model=Willing, area=Area.BELONGING, label=_("That you are willing to decide"), seen_by=_("Only you"),
        why=_("So that you can be drawn."), ground=LegalGround.CONSENT,
    ),
    Keep(
        model=HouseRules, area=Area.BELONGING, label=_("House rules you changed"), seen_by=_("Everybody"),
        why=_("So that everybody can see which rule counted when."), ground=LegalGround.SAFETY, is_copy=True,
    ),
    Keep(
        model=ContactChoice, area=Area.TOGETHER, label=_("Who may write to you"), seen_by=_("Only you"),
        why=_("So that only those begin something with you who may."),
        words={"reach": _("Who may write to you"), "companion": _("Who is told too")},
    ),
)  # fmt: skip
