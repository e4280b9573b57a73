"""The sorts of posts: a word, a picture, an example. Add one here and it is everywhere."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.api import Facet, Text


@dataclass(frozen=True)
class Sort:
    word: Text
    icon: str
    tone: str
    example: Text
    closing: Text = ""  # what its author says once it is over; empty: it just stays
    closed: Text = ""  # how it is called then


SORTS: dict[str, Sort] = {
    "news": Sort(_("News"), "newspaper", "primary", _("for example: the bakery opens again")),
    "question": Sort(
        _("Question"),
        "circle-help",
        "info",
        _("for example: who knows a good bicycle shop?"),
        _("It is answered"),
        _("Answered"),
    ),
    "recommendation": Sort(_("Recommendation"), "thumbs-up", "violet", _("for example: a doctor, a shop, a walk")),
    "lost_and_found": Sort(
        _("Lost and found"),
        "search",
        "accent",
        _("for example: keys, a glove, a cat"),
        _("It has been found"),
        pgettext_lazy("lost and found", "Found"),
    ),
    "give_away": Sort(
        _("To give away"),
        "gift",
        "violet",
        _("for example: a cot, books, apples"),
        _("It is given away"),
        _("Given away"),
    ),
    "other": Sort(
        _("Something else to tell"),
        "message-circle",
        "neutral",
        _("for example: we are playing chess outside"),
        _("It is over"),
        pgettext_lazy("board", "Over"),
    ),
}
SORT_CHOICES = [(name, sort.word) for name, sort in SORTS.items()]

FACETS = (
    *(Facet(name=name, label=sort.word, icon=sort.icon, tone=sort.tone, is_sort=True) for name, sort in SORTS.items()),
    Facet(name="official", label=_("Official"), icon="landmark"),
    Facet(name="commercial", label=_("Advertisement"), icon="store"),
)
