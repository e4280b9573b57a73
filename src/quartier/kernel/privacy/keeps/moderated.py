"""What is reported and decided. Whom a case is about gets the decision with its reasons, never the reports."""

from __future__ import annotations

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Text
from quartier.kernel.keeping import Area, Keep, LegalGround
from quartier.kernel.moderation.keeping import KEEP
from quartier.kernel.moderation.log_models import HouseRules
from quartier.kernel.moderation.models import Case, Complaint, Decision, Report, Statement
from quartier.kernel.moderation.panel_models import Seat, Willing

WHO_DECIDES = _("You, and those who decide about it")


def _nothing_told(model: type[Model]) -> dict[str, Text]:
    """Somebody dealt with it: they learn that, and nothing of what it says."""
    return {field.name: "" for field in model._meta.concrete_fields}


KEEPS = (
    Keep(
        model=Case, area=Area.TOGETHER, label=_("Reported things"), why=_("So that others can decide about it."),
        seen_by=_("Moderators and those who were drawn, who have nothing to do with it"), ground=LegalGround.LAW,
        until=KEEP, counts_from="closed", job="moderation.forget", words=_nothing_told(Case),
    ),
    Keep(
        model=Report, area=Area.WRITTEN, label=_("What you reported"), change_url="moderation:mine",
        why=_("So that others can decide about it."), seen_by=_("Those who decide, without your name"),
        ground=LegalGround.LAW, until=KEEP, counts_from="case__closed", job="moderation.forget",
        words={**_nothing_told(Report), "text": _("Text"), "at": _("Reported on")},
    ),
    Keep(
        model=Statement, area=Area.TOGETHER, label=_("What was decided"), change_url="moderation:mine",
        why=_("So that you can read why, and complain."), seen_by=_("Only you"), ground=LegalGround.LAW,
        until=KEEP, counts_from="decision__case__closed", job="moderation.forget", words=_nothing_told(Statement),
    ),
    Keep(
        model=Complaint, area=Area.WRITTEN, label=_("Your complaints"), change_url="moderation:mine",
        why=_("So that others decide anew."), seen_by=WHO_DECIDES, ground=LegalGround.LAW,
        until=KEEP, counts_from="case__closed", job="moderation.forget",
        words={**_nothing_told(Complaint), "text": _("Text"), "at": _("Written on")},
    ),
    Keep(
        model=Decision, area=Area.TOGETHER, label=_("Decisions"), why=_("So that those concerned can read why."),
        seen_by=_("Both sides, without your name"), ground=LegalGround.LAW, until=KEEP, counts_from="case__closed",
        job="moderation.forget", words=_nothing_told(Decision),
    ),
    Keep(
        model=Seat, area=Area.TOGETHER, label=_("Where you were drawn to decide"), change_url="moderation:mine",
        why=_("So that nobody is asked too often, and the draw can be checked."), seen_by=_("Only you"),
        ground=LegalGround.SAFETY, until=KEEP, counts_from="panel__case__closed", job="moderation.forget",
        words=_nothing_told(Seat),
    ),
    Keep(
        model=Willing, area=Area.BELONGING, label=_("That you may be drawn to decide"), change_url="moderation:mine",
        why=_("Because you said so."), seen_by=_("Only you"), ground=LegalGround.CONSENT,
    ),
    Keep(
        model=HouseRules, area=Area.WRITTEN, label=_("Versions of the house rules"), change_url="moderation:rules",
        why=_("So that everybody can read which rule held when."), seen_by=_("Everybody, without your name"),
        words=_nothing_told(HouseRules),
    ),
)  # fmt: skip
