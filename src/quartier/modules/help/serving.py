"""Which needs mutual help meets, and what it costs: read before a quarter decides."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Serving

SERVES = Serving(
    needs=(
        _("I can’t carry my shopping up the stairs."),
        _("I would like to help, but I don’t know whom."),
        _("I need somebody who comes to the eye doctor with me."),
    ),
    words=_(
        "help, shopping, carry, repair, accompany, visit, company, alone, doctor, garden, child, babysitter, dog, lend, "
        "drill, drive, computer, telephone, form, language, translate"
    ),
    care=_("One to two hours a week: see that nobody stays without an answer, ring people up, smooth things over."),
    caretakers=_("Two people, so that one can be away. Best if one of them is at the desk."),
    fewest_caretakers=2,
    data=_("Who offers and asks for what. What two people agree and where somebody lives, only these two see."),
    disk=_("Next to nothing: a few megabytes a year."),
    is_there_from_start=True,
)
