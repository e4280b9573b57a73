"""The kinds of help that people know: a picture, a word, an example, and what to heed. Add one here and it is everywhere."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.api import Text


@dataclass(frozen=True)
class KindOfHelp:
    word: Text
    icon: str
    example: Text
    safety: tuple[Text, ...] = ()  # stands where two people agree on something of this kind


FIRST_VISIT = _("Come in pairs the first time you visit somebody at home, or meet outside.")
NO_MONEY_AHEAD = _("Never pay in advance, and never give anybody your bank card or PIN.")
SHOPPING_MONEY = _("Count the money together before and after, and keep the receipt.")
KEYS = _("Hand over a key only after you have met, and write down who has it.")

KINDS: dict[str, KindOfHelp] = {
    "errands": KindOfHelp(
        _("Shopping and errands"),
        "shopping-basket",
        _("for example: bring drinks along, go to the pharmacy"),
        (NO_MONEY_AHEAD, SHOPPING_MONEY),
    ),
    "company": KindOfHelp(_("Company"), "coffee", _("for example: a walk, coffee, reading aloud"), (FIRST_VISIT,)),
    "repairs": KindOfHelp(
        _("Repairs"),
        "wrench",
        _("for example: put up a shelf, mend a bicycle"),
        (
            FIRST_VISIT,
            _("Gas, electricity and water pipes are for professionals."),
            _("Say beforehand who pays if something breaks. Many personal liability insurances cover favours."),
        ),
    ),
    "technology": KindOfHelp(
        _("Phone and computer"),
        "smartphone",
        _("for example: set up a phone, print photos"),
        (_("Type in passwords yourself, and tell them to nobody."),),
    ),
    "children": KindOfHelp(
        _("Children"),
        "baby",
        _("for example: walk to kindergarten together, help with homework"),
        (
            _("Get to know each other with a parent there, before anybody looks after a child alone."),
            _("Agree who may be called in an emergency."),
        ),
    ),
    "animals": KindOfHelp(
        _("Animals"),
        "paw-print",
        _("for example: walk the dog, feed the cat"),
        (KEYS, _("Ask whether the animal is insured: its keeper is liable for it.")),
    ),
    "garden": KindOfHelp(
        _("Garden and plants"), "flower-2", _("for example: water the balcony, cut the hedge"), (KEYS,)
    ),
    "lending": KindOfHelp(
        _("Lending"),
        "hammer",
        _("for example: a drill, a beer table, a raclette"),
        (_("Take a photo of the thing when it changes hands. Whoever breaks it replaces it."), NO_MONEY_AHEAD),
    ),
    "transport": KindOfHelp(
        _("Carrying and driving"),
        "car",
        _("for example: carry a sofa, a lift to the doctor"),
        (_("The car's insurance covers passengers. Only petrol money may be taken."),),
    ),
    "language": KindOfHelp(
        pgettext_lazy("kind of help", "Language"),
        "languages",
        _("for example: practise German, interpret at the office"),
    ),
    "paperwork": KindOfHelp(
        _("Letters and forms"),
        "file-text",
        _("for example: understand a letter, fill in a form"),
        (_("Sign only what you have read. Legal advice is for advice centres."), NO_MONEY_AHEAD),
    ),
    "other": KindOfHelp(_("Something else"), "sparkles", _("for example: tie a tie, tune a guitar"), (FIRST_VISIT,)),
}
KIND_CHOICES = [(name, kind.word) for name, kind in KINDS.items()]
