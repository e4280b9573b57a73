"""Who may what, young people and who reads along."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power

GRANT = Power(name="people.grant", label=_("Grant roles and powers"), roles=())

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
COMPANION_CHOSEN = Notice(
    name="people.companion_chosen",
    label=_("Somebody wants you to read along"),
    sentence=_("%(by)s would like you to read along when others write to them."),
)
COMPANION_GONE = Notice(
    name="people.companion_gone",
    label=_("Somebody no longer reads along"),
    sentence=_("%(by)s would rather not read along with you any more."),
)

BETWEEN_NEIGHBOURS = (
    COMPANION_CHOSEN,
    GUARDIAN_ASKED,
)
