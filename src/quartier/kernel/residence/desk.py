"""The desk in the house: somebody looks at a paper and taps. Its pages are those of the gate."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.residence.way import Way

DESK = Way(
    name="desk",
    label=_("At the desk"),
    icon="id-card",
    for_guests=_("Come to the desk of your community centre. Bring something on which your address stands."),
    for_desk=_("You look at a paper, or know the person, and tap. Nothing of the paper is kept, no copy either."),
    desk_page="gate:desk",
    is_always=True,
)
