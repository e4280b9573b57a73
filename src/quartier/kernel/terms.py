"""The kernel's own powers and notices."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.assistance_terms import ASSISTANCE_NOTICES
from quartier.kernel.contact_terms import COMPANION_CHOSEN, CONTACT_NOTICES
from quartier.kernel.contract import Notice, Power, Role
from quartier.kernel.data_terms import DATA_NOTICES, DATA_POWERS
from quartier.kernel.mail_terms import MAIL_NOTICES
from quartier.kernel.process_terms import PROCESS_NOTICES, PROCESS_POWERS
from quartier.kernel.residence_terms import RESIDENCE_NOTICES, SURETY_ASKED

CONFIRM = Power(name="people.confirm", label=_("Confirm that somebody lives here"), roles=(Role.COORDINATOR,))
RECOVER = Power(
    name="people.recover", label=_("Help somebody back in who lost their passphrase"), roles=(Role.COORDINATOR,)
)
GRANT = Power(name="people.grant", label=_("Grant roles and powers"), roles=())
MODERATE = Power(name="people.moderate", label=_("See what was reported, and hide it"), roles=(Role.MODERATOR,))
MANAGE = Power(name="quarter.manage", label=_("Change the quarter's name, area, imprint and modules"), roles=())
COMMENT = Power(name="entries.comment", label=_("Write comments"), roles=(Role.NEIGHBOUR,))
FOUND_GROUP = Power(name="groups.found", label=_("Found a group"), roles=(Role.NEIGHBOUR,))

KERNEL_POWERS = (CONFIRM, RECOVER, GRANT, MODERATE, MANAGE, COMMENT, FOUND_GROUP, *DATA_POWERS, *PROCESS_POWERS)

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
COMMENTED = Notice(
    name="comments.added", label=_("Somebody comments on what you wrote"), sentence=_("%(by)s commented: %(title)s")
)
GROUP_ASKED = Notice(
    name="groups.asked",
    label=_("Somebody wants to join your group"),
    sentence=_("%(by)s would like to join: %(title)s"),
)
GROUP_JOINED = Notice(
    name="groups.joined", label=_("You were let into a group"), sentence=_("You are a member now: %(title)s")
)
GROUP_INVITED = Notice(
    name="groups.invited", label=_("Somebody invites you to a group"), sentence=_("%(by)s invites you: %(title)s")
)
GROUP_LEFT = Notice(
    name="groups.left", label=_("You are no longer in a group"), sentence=_("You are no longer a member: %(title)s")
)
GROUP_MODERATOR = Notice(
    name="groups.moderator", label=_("You look after a group"), sentence=_("You look after this group now: %(title)s")
)
GROUP_MEMBER = Notice(
    name="groups.member",
    label=_("You no longer look after a group"),
    sentence=_("You no longer look after this group: %(title)s"),
)
GROUP_VACANT = Notice(
    name="groups.vacant",
    label=_("Your group looks for somebody to look after it"),
    sentence=_("Nobody looks after your group any more. Would you? %(title)s"),
)
GROUP_UNATTENDED = Notice(
    name="groups.unattended",
    label=_("Nobody looks after a group"),
    sentence=_("Nobody looks after this group any more; its members are being asked: %(title)s"),
)
ORGANISATION_ASKED = Notice(
    name="organisations.asked",
    label=_("An organisation waits to be confirmed"),
    sentence=_("%(by)s asks you to confirm: %(title)s"),
)
ORGANISATION_CONFIRMED = Notice(
    name="organisations.confirmed",
    label=_("Your organisation was confirmed"),
    sentence=_("Confirmed, everybody sees it now: %(title)s"),
)
ORGANISATION_MEMBER = Notice(
    name="organisations.member",
    label=_("You may speak for an organisation"),
    sentence=_("You may speak for this organisation now: %(title)s"),
)
ORGANISATION_UNATTENDED = Notice(
    name="organisations.unattended",
    label=_("Nobody looks after an organisation's page"),
    sentence=_("Nobody looks after this page any more. Please find somebody: %(title)s"),
)

GUARDIAN_ASKED = Notice(
    name="people.guardian_asked",
    label=_("A young person asks for your consent"),
    sentence=_("%(by)s asks whether you, as a parent or guardian, agree that they take part."),
)
GUARDIAN_AGREED = Notice(
    name="people.guardian_agreed",
    label=_("Your guardian agreed"),
    sentence=_("%(by)s agrees that you take part."),
)
GUARDIAN_ENDED = Notice(
    name="people.guardian_ended",
    label=_("A guardian's consent ended"),
    sentence=_("%(by)s no longer agrees, or takes it back."),
)
ROLE_GRANTED = Notice(
    name="people.role_granted", label=_("You have a new role"), sentence=_("%(by)s gave you a role: %(title)s")
)
ROLE_REVOKED = Notice(
    name="people.role_revoked",
    label=_("You no longer have a role"),
    sentence=_("%(by)s took a role from you: %(title)s"),
)

PEOPLE_NOTICES = (
    GUARDIAN_ASKED,
    GUARDIAN_AGREED,
    GUARDIAN_ENDED,
    *CONTACT_NOTICES,
    ROLE_GRANTED,
    ROLE_REVOKED,
)
BETWEEN_NEIGHBOURS = frozenset(
    notice.name
    for notice in (
        COMMENTED,
        COMPANION_CHOSEN,
        GROUP_ASKED,
        GROUP_INVITED,
        GUARDIAN_ASKED,
        HELPER_CHOSEN,
        SURETY_ASKED,
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
        VOUCH_ASKED,
    )
)
"""What one neighbour wants of another, as modules' notices are too. The kernel's others tell what the quarter decided."""

CASE_OPENED = Notice(
    name="moderation.opened",
    label=_("Something was reported"),
    sentence=_("Something was reported. You can hide it until it is decided."),
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

KERNEL_NOTICES = (
    *ASSISTANCE_NOTICES,
    GROUP_ASKED,
    GROUP_INVITED,
    GROUP_JOINED,
    GROUP_LEFT,
    GROUP_MODERATOR,
    GROUP_MEMBER,
    GROUP_VACANT,
    GROUP_UNATTENDED,
    ORGANISATION_ASKED,
    ORGANISATION_CONFIRMED,
    ORGANISATION_MEMBER,
    ORGANISATION_UNATTENDED,
    *PEOPLE_NOTICES,
    *RESIDENCE_NOTICES,
    COMMENTED,
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
    PASSPHRASE_CHANGED,
    CARD_MADE,
    CARD_PAUSED,
    CODE_ISSUED,
    PASSKEY_ADDED,
    RECOVERED,
    RECOVERY_BEGAN,
    RECOVERY_VOUCHED,
    VOUCH_ASKED,
    HELPER_CHOSEN,
    *DATA_NOTICES,
    *MAIL_NOTICES,
    *PROCESS_NOTICES,
    CASE_OPENED,
    CASE_DECIDED,
    CASE_COMPLAINED,
    PANEL_DRAWN,
)
