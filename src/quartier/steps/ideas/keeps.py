"""What is stored about people here, in words for them. Their ideas themselves are the kernel's."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep
from quartier.steps.ideas.models import TableUpload
from quartier.steps.ideas.terms import UPLOADS_STAY

KEEPS = (
    Keep(
        model=TableUpload,
        area=Area.WRITTEN,
        label=_("Tables of ideas that you sent"),
        why=_("So that you can look at them before they are taken over."),
        seen_by=_("Those who look after the process"),
        until=UPLOADS_STAY,
        counts_from="at",
        words={"step": _("For"), "content": "", "columns": "", "imported": _("Ideas taken over")},
    ),
)
