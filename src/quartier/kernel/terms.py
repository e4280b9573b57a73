"""The kernel's own powers."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Power, Role

CONFIRM = Power(name="people.confirm", label=_("Confirm that somebody lives here"), roles=(Role.COORDINATOR,))
RECOVER = Power(
    name="people.recover", label=_("Help somebody back in who lost their passphrase"), roles=(Role.COORDINATOR,)
)
GRANT = Power(name="people.grant", label=_("Grant roles and powers"), roles=())
MODERATE = Power(name="people.moderate", label=_("See what was reported, and hide it"), roles=(Role.MODERATOR,))
MANAGE = Power(name="quarter.manage", label=_("Change the quarter's name, area, imprint and modules"), roles=())
COMMENT = Power(name="entries.comment", label=_("Write comments"), roles=(Role.NEIGHBOUR,))
FOUND_GROUP = Power(name="groups.found", label=_("Found a group"), roles=(Role.NEIGHBOUR,))

KERNEL_POWERS = (CONFIRM, RECOVER, GRANT, MODERATE, MANAGE, COMMENT, FOUND_GROUP)
