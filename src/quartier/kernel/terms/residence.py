"""Who lives here."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power, Role

CONFIRM = Power(name="people.confirm", label=_("Confirm that somebody lives here"), roles=(Role.COORDINATOR,))

CONFIRMED = Notice(
    name="people.confirmed",
    label=_("You are confirmed"),
    sentence=_("%(by)s has confirmed that you live here. Welcome!"),
)
UNCONFIRMED = Notice(
    name="people.unconfirmed",
    label=_("Your confirmation was withdrawn"),
    sentence=_("%(by)s has withdrawn your confirmation. Please come to the desk."),
)
SURETY_ASKED = Notice(
    name="people.surety_asked",
    label=_("A guest asks you to vouch for them"),
    sentence=_("%(by)s asks you to say that they live here. Only if you know them."),
)
SURETY_GIVEN = Notice(
    name="people.surety_given", label=_("Somebody vouches for you"), sentence=_("%(by)s says that you live here.")
)
HOME_ASKED = Notice(
    name="people.home_asked",
    label=_("We ask whether you still live here"),
    sentence=_("Do you still live here? One tap answers it."),
)
HOME_LAPSED = Notice(
    name="people.home_lapsed",
    label=_("You are a guest until you answer"),
    sentence=_("We haven't heard of you for long, so you are a guest for now. One tap brings everything back."),
)

BETWEEN_NEIGHBOURS = (SURETY_ASKED,)
