"""Getting in and back in."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power, Role

RECOVER = Power(
    name="people.recover", label=_("Help somebody back in who lost their passphrase"), roles=(Role.COORDINATOR,)
)

PASSPHRASE_CHANGED = Notice(
    name="account.passphrase_changed",
    label=_("Your passphrase was changed"),
    sentence=_("Your passphrase was changed. If that wasn't you, come to the desk."),
)
CARD_MADE = Notice(
    name="account.card_made", label=_("A log-in card was made for you"), sentence=_("%(by)s made you a log-in card.")
)
CARD_PAUSED = Notice(
    name="account.card_paused",
    label=_("A log-in card was stopped"),
    sentence=_("Somebody typed a wrong PIN five times. Your log-in card is stopped. Your other ways in work."),
)
CODE_ISSUED = Notice(
    name="account.code_issued",
    label=_("The desk helps you back in"),
    sentence=_("%(by)s issued a code with which your passphrase can be set anew."),
)
PASSKEY_ADDED = Notice(
    name="account.passkey_added",
    label=_("A passkey was added"),
    sentence=_("A passkey was added: %(title)s. If that wasn't you, remove it."),
)
RECOVERED = Notice(
    name="account.recovered",
    label=_("You are back in"),
    sentence=_(
        "Your passphrase was set anew with help from the quarter. If that wasn't you, come to the desk at once."
    ),
)
RECOVERY_BEGAN = Notice(
    name="account.recovery_began",
    label=_("Somebody wants a new passphrase for you"),
    sentence=_("Somebody says they are you and have lost their passphrase. If that isn't you, stop it here."),
)
RECOVERY_VOUCHED = Notice(
    name="account.recovery_vouched",
    label=_("Two neighbours have vouched for you"),
    sentence=_(
        "Two neighbours have vouched. In 24 hours your passphrase can be set anew. If that isn't you, stop it here."
    ),
)
VOUCH_ASKED = Notice(
    name="account.vouch_asked",
    label=_("Somebody asks you to help them back in"),
    sentence=_("%(by)s wants to get back in. Only help if you have spoken with them."),
)
HELPER_CHOSEN = Notice(
    name="account.helper_chosen",
    label=_("Somebody trusts you"),
    sentence=_("%(by)s has chosen you as a trusted person, should they ever lose their passphrase."),
)

BETWEEN_NEIGHBOURS = (
    HELPER_CHOSEN,
    VOUCH_ASKED,
)
