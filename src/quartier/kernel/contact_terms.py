"""What reaches people about reading along. Below terms.py, which would be too long with it."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice

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

CONTACT_NOTICES = (COMPANION_CHOSEN, COMPANION_GONE)
