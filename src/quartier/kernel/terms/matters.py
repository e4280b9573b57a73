"""What two or a few have going on."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice

MATTER_OPENED = Notice(
    name="matters.opened", label=_("Somebody begins something with you"), sentence=_("%(by)s writes to you: %(title)s")
)
MATTER_SAID = Notice(
    name="matters.said", label=_("Somebody writes to you"), sentence=_("%(by)s wrote to you: %(title)s")
)
MATTER_JOINED = Notice(
    name="matters.joined", label=_("Somebody joins you"), sentence=_("%(by)s brought somebody in: %(title)s")
)
MATTER_LEFT = Notice(name="matters.left", label=_("Somebody drops out"), sentence=_("Somebody dropped out: %(title)s"))
MATTER_PROPOSED = Notice(
    name="matters.proposed",
    label=_("Somebody proposes something"),
    sentence=_("%(by)s proposes something: %(title)s"),
)
MATTER_AGREED = Notice(name="matters.agreed", label=_("Somebody agrees"), sentence=_("%(by)s agreed: %(title)s"))
MATTER_PLACE = Notice(
    name="matters.place", label=_("Somebody says where"), sentence=_("%(by)s told you the place: %(title)s")
)
MATTER_DONE = Notice(name="matters.done", label=_("Something is done"), sentence=_("%(by)s says it is done: %(title)s"))
MATTER_THANKED = Notice(
    name="matters.thanked", label=_("Somebody thanks you"), sentence=_("%(by)s says thank you: %(title)s")
)
MATTER_CLOSED = Notice(
    name="matters.closed", label=_("Something is closed"), sentence=_("%(by)s closed this: %(title)s")
)
MATTER_DROPPED = Notice(
    name="matters.dropped", label=_("Something comes to nothing"), sentence=_("%(by)s ended this: %(title)s")
)

BETWEEN_NEIGHBOURS = (
    MATTER_OPENED,
    MATTER_SAID,
    MATTER_JOINED,
    MATTER_LEFT,
    MATTER_PROPOSED,
    MATTER_AGREED,
    MATTER_PLACE,
    MATTER_DONE,
    MATTER_THANKED,
    MATTER_CLOSED,
    MATTER_DROPPED,
)
