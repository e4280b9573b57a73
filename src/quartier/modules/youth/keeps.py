"""What is stored about people here, in words for them. Of children with a code there is nothing: that is the point."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep, LegalGround
from quartier.modules.youth.models import ClassSheet, Pot, Spending

KEEPS = (
    Keep(
        model=ClassSheet, area=Area.TOGETHER, label=_("Codes for classes that you asked for or decided about"),
        why=_("So that a class takes part without names."), seen_by=_("The school, and those who look after the space"),
        until=timedelta(days=400), counts_from="asked",
        words={
            "name": _("Class"), "size": _("Number of codes"), "process": _("Round"), "asked_by": _("Asked by"),
            "decided_by": _("Decided by"), "allowed": _("Allowed on"), "refused": _("Refused on"), "printed": _("Printed on"),
            "revoked": _("Revoked on"),
        },
    ),
    Keep(
        model=Pot, area=Area.TOGETHER, label=_("Young people's money that you wrote down"),
        why=_("So that everybody can read what was decided."), seen_by=_("Everybody, without your name"),
        ground=LegalGround.SAFETY, is_copy=True,
    ),
    Keep(
        model=Spending, area=Area.TOGETHER, label=_("What you wrote into the ledger of young people's money"),
        why=_("So that everybody can read what was decided."), seen_by=_("Everybody, without your name"),
        ground=LegalGround.SAFETY, is_copy=True,
    ),
)  # fmt: skip
