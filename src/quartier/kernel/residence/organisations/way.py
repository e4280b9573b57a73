"""An organisation knows its members: those that a key holder chose may say that somebody lives here."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.groups.models import Organisation
from quartier.kernel.residence.way import Way


def _is_there_one() -> bool:
    return Organisation.objects.filter(is_confirmed=True, may_confirm=True).exists()


ORGANISATIONS = Way(
    name="organisation",
    label=_("An organisation knows you"),
    icon="building-2",
    for_guests=_("You belong to one of these organisations? Ask them to say that you live here."),
    for_desk=_("You choose which organisations may confirm their own people. Whoever looks after their page does it."),
    page="residence:organisations",
    page_label=_("Ask an organisation"),
    desk_page="residence:chains",
    is_ready=_is_there_one,
)
