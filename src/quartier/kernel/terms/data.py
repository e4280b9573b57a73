"""One's own data, and what is opened in an emergency."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power

EMERGENCY = Power(
    name="people.emergency", label=_("Open something private in an emergency, together with somebody else"), roles=()
)

ERASURE_ASKED = Notice(
    name="mydata.erasure_asked",
    label=_("Your account is going to be deleted"),
    sentence=_("Everything about you is deleted on %(title)s. If you don't want that, take it back."),
)
ERASURE_WAITS = Notice(
    name="mydata.erasure_waits",
    label=_("Your account can't be deleted yet"),
    sentence=_(
        "You hold the last key of this quarter, so nothing was deleted. Hand it over, then it goes on by itself."
    ),
)
TEXT_CHANGED = Notice(
    name="mydata.text_changed",
    label=_("A text that you agreed to has changed"),
    sentence=_("This text has changed, please read it: %(title)s"),
)
BREACH_NOTED = Notice(
    name="mydata.breach_noted",
    label=_("Somebody wrote down a data breach"),
    sentence=_("A data breach was written down. The authority must know of it until: %(title)s"),
)
BREACH_DUE = Notice(
    name="mydata.breach_due",
    label=_("The authority must be told about a data breach"),
    sentence=_("The authority must still be told about a data breach, until: %(title)s"),
)
GLASS_ASKED = Notice(
    name="mydata.glass_asked",
    label=_("A key holder asks to open something private in an emergency"),
    sentence=_("%(by)s asks to open a private conversation in an emergency. It takes a second key holder."),
)
GLASS_BROKEN = Notice(
    name="mydata.glass_broken",
    label=_("Something private of yours was opened in an emergency"),
    sentence=_("Two key holders opened a conversation of yours in an emergency. Read who and why."),
)
