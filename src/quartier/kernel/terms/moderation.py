"""What is wrong: reports, cases and who decides."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power, Role

MODERATE = Power(name="people.moderate", label=_("See what was reported, and hide it"), roles=(Role.MODERATOR,))

CASE_OPENED = Notice(
    name="moderation.opened",
    label=_("Something was reported"),
    sentence=_("Something was reported. You can hide it until it is decided."),
)
CASE_LEFT_OVER = Notice(
    name="moderation.left_over",
    label=_("It is up to moderators to decide"),
    sentence=_("Too few neighbours decided about something that was reported. Now a moderator decides."),
)
CASE_WITHOUT_DECIDERS = Notice(
    name="moderation.nobody",
    label=_("Nobody may decide about something reported"),
    sentence=_("Something was reported, and all moderators have to do with it. Please find one more moderator."),
)
CASE_DECIDED = Notice(
    name="moderation.decided",
    label=_("Neighbours decided about something reported"),
    sentence=_("Neighbours have decided about something that concerns you. Read what, and why."),
)
CASE_COMPLAINED = Notice(
    name="moderation.complained",
    label=_("Somebody complains about a decision"),
    sentence=_("Somebody complains about a decision. Others decide anew."),
)
PANEL_DRAWN = Notice(
    name="moderation.drawn",
    label=_("You were drawn to decide"),
    sentence=_("You were drawn: please help to decide about something that was reported."),
)
