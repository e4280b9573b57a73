"""Which needs the needs round meets itself, and what it costs."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Serving

SERVES = Serving(
    needs=(_("Others decide for us what we get."), _("Nobody ever asked me what I need.")),
    words=_("decide, have a say, ask, need"),
    care=_("During a round two hours a week: collect slips, ring people up, put together, invite."),
    caretakers=_("One person who leads the round, and some who take slips to the doors."),
    data=_("What neighbours say they miss, with their name; on paper without. Who gave which points nobody reads."),
    disk=_("Next to nothing: text is small."),
    is_there_from_start=True,
)
