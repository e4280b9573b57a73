"""A letter with a code, to the house where somebody lives."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.residence.way import Way

LETTERS = Way(
    name="letter",
    label=_("With a letter"),
    icon="mail",
    for_guests=_("A letter with a code came to your house? Type in the code. Then you are confirmed at once."),
    for_desk=_("You print letters for streets or houses and put them into the letter-boxes. Each code works once."),
    page="residence:code",
    page_label=_("I have a code"),
    desk_page="residence:batches",
)
