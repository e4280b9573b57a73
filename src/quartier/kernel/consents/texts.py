"""What people are asked to agree to, word for word. Whoever changes a text raises its version: then it is asked anew."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Text


@dataclass(frozen=True, kw_only=True)
class ConsentText:
    name: str
    version: int
    label: Text
    lines: tuple[Text, ...]
    without: Text  # what happens without it, so that nobody agrees out of fear


PRIVACY = ConsentText(
    name="privacy",
    version=1,
    label=_("How this server deals with your data"),
    lines=(
        _(
            "Your data lies on a machine of the quarter. It goes to nobody else unless the quarter decides so and says it here."
        ),
        _("Under “Me” you see, change, take along and delete everything that is stored about you."),
        _("Whoever is shown your address or telephone number is written down for you."),
    ),
    without=_("You can go on reading and writing. You can take it back at any time."),
)

TEXTS: dict[str, ConsentText] = {text.name: text for text in (PRIVACY,)}
