"""What this module is good for and what it costs its people, for those who decide about it."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Serving

SERVES = Serving(
    needs=(
        _("Nobody asks us kids."),
        _("Adults decide about our playground without us."),
        _("Our class has ideas for the quarter, and no place for them."),
    ),
    words=_("child, kid, youth, young people, school, class, playground, skate, teenager, pupil"),
    care=_("Two hours a week while a round is under way: reading along, answering, speaking with schools."),
    caretakers=_("Two people whom key holders choose, with an extended certificate of good conduct."),
    fewest_caretakers=2,
    data=_(
        "What young neighbours propose and that they took part, never what they voted. Of classes: numbers, no names."
    ),
    disk=_("A few megabytes a year."),
)
