"""Acting for somebody, and confidants who get copies."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice

ASSISTANCE_ASKED = Notice(
    name="assistance.asked",
    label=_("Somebody asks you to act for them"),
    sentence=_("%(title)s would like you to act for them."),
)
ASSISTANCE_GIVEN = Notice(
    name="assistance.given",
    label=_("Somebody may act for you"),
    sentence=_("%(by)s has written down that somebody may act for you. If that isn't so, end it here or at the desk."),
)
ASSISTANCE_ACCEPTED = Notice(
    name="assistance.accepted",
    label=_("Your helper said yes"),
    sentence=_("%(by)s agrees to act for you."),
)
ASSISTANCE_ENDED = Notice(
    name="assistance.ended",
    label=_("Nobody acts any more"),
    sentence=_("A consent has ended: nobody acts for %(title)s by it any more."),
)
ASSISTANCE_RUNS_OUT = Notice(
    name="assistance.runs_out",
    label=_("A consent runs out"),
    sentence=_("In a few weeks a consent runs out: acting for %(title)s. If it shall go on, prolong it."),
)
CONFIDANT_ASKED = Notice(
    name="assistance.confidant_asked",
    label=_("Somebody wants you as a confidant"),
    sentence=_("%(title)s would like you to get a copy of some of what reaches them."),
)
CONFIDANT_GIVEN = Notice(
    name="assistance.confidant_given",
    label=_("A confidant was written down for you"),
    sentence=_(
        "%(by)s has written down that %(title)s is your confidant. If that isn't so, end it here or at the desk."
    ),
)
CONFIDANT_ENDED = Notice(
    name="assistance.confidant_ended",
    label=_("A confidant gets no more copies"),
    sentence=_("There are no more copies of what reaches %(title)s."),
)
CONFIDANT_COPY = Notice(
    name="assistance.copy", label=_("Copies for you as a confidant"), sentence=_("Copy for you: %(title)s")
)
CONFIDANT_WARNING = Notice(
    name="assistance.warning",
    label=_("Warnings for you as a confidant"),
    sentence=_("Somebody writes to %(title)s about money or secrets. Please talk with them soon."),
)

BETWEEN_NEIGHBOURS = (ASSISTANCE_ASKED, ASSISTANCE_ACCEPTED, CONFIDANT_ASKED, CONFIDANT_COPY)
