"""Messages that look like the frauds of our days: the reader is told what helps. Nothing leaves the server, nobody is judged.

Worked out when it is shown, so that a better list counts for old messages too. A false alarm costs a glance; still, what
neighbours ordinarily write must not set it off: `tests/test_scams.py` holds real-looking ones of both sorts.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Text
from quartier.kernel.people.models import Person

ADVICE: dict[str, Text] = {
    "relative": _(
        "This is how the grandchild trick begins. Call your family on the number that you have known for long."
    ),
    "police": _("The real police never fetch money or jewellery. Hang up, and call 110 yourself."),
    "secret": _("PIN, TAN, codes and passwords are nobody’s business. No bank, office or neighbour asks for them."),
    "gift_card": _("Codes of gift cards are money: whoever gets them keeps it. Nobody honest asks to be paid so."),
    "crypto": _("Nobody has sure winnings to give away. Most money that is sent to such offers never comes back."),
    "parcel": _("Parcel services ask for no money by message. Don’t follow the link; ask the service yourself."),
    "prize": _("Whoever wants money before you get some gives none. You can’t win what you never took part in."),
    "remote": _("Nobody calls because of a virus on your device. Let no stranger look into it from afar."),
    "in_advance": _("Pay nothing for what you haven’t seen. First meet, look at it, and shake hands."),
    "hurry": _(
        "Nobody here needs money from you within the hour. First speak with each other, at the door or by phone."
    ),
    "pressure": _(
        "If something feels strange to you, it may well be. Don’t answer, and show it to somebody whom you trust."
    ),
}
"""What to know, in two or three short sentences."""
FOR_THE_YOUNG = _(
    "You can also talk to “Nummer gegen Kummer”: 116 111. It costs nothing, and you needn’t say your name."
)


@dataclass(frozen=True)
class Trick:
    """One way to cheat: each of the signs must be found."""

    name: str
    cues: tuple[str, ...]  # one of which each such text has
    signs: tuple[re.Pattern[str], ...]
    for_young: bool  # shown to readers under 18 alone


def _read() -> tuple[Trick, ...]:
    said = tomllib.loads(Path(__file__).with_name("tricks.toml").read_text())
    return tuple(
        Trick(
            trick["name"],
            tuple(trick["cues"]),
            tuple(_sign([*(said["money"] if "*money" in ways else ()), *ways]) for ways in trick["signs"]),
            trick.get("for_young", False),
        )
        for trick in said["trick"]
    )


def _sign(ways: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(way for way in ways if way != "*money"), re.DOTALL)


TRICKS = _read()


def tricks_in(text: str) -> list[Trick]:
    """What it looks like; mostly nothing."""
    said = f" {text.casefold().replace('’', chr(39))}"
    return [
        trick
        for trick in TRICKS
        if any(cue in said for cue in trick.cues) and all(sign.search(said) for sign in trick.signs)
    ]


def warnings_in(text: str, reader: Person | None) -> list[str]:
    """What to tell `reader` above a text that somebody else wrote: at most two pieces of advice."""
    tricks = tricks_in(text)
    if not tricks:
        return []
    is_young = reader is not None and reader.is_minor
    advice = [str(ADVICE[trick.name]) for trick in tricks if is_young or not trick.for_young][:2]
    return [*advice, str(FOR_THE_YOUNG)] if advice and is_young else advice
