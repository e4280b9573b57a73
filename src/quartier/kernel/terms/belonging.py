"""Groups and organisations."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power, Role

FOUND_GROUP = Power(name="groups.found", label=_("Found a group"), roles=(Role.NEIGHBOUR,))

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

BETWEEN_NEIGHBOURS = (
    GROUP_ASKED,
    GROUP_INVITED,
)
