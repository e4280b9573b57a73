"""Languages that neighbours speak, by name."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

# The ones most spoken where quarters are, roughly in that order; the page sorts them by name below the first few.
KNOWN = (
    "de", "en", "tr", "ar", "uk", "ru", "pl", "ro", "it", "fr", "es", "hr", "sr", "bs", "sq", "el", "fa", "ku", "ps",
    "bg", "hu", "pt", "nl", "cs", "sk", "sl", "mk", "ti", "so", "am", "vi", "zh", "th", "ja", "ko", "hi", "ur", "pa",
    "ta", "bn", "he", "hy", "ka", "az", "kk", "sv", "da", "no", "fi", "et", "lv", "lt", "is", "ga", "ca", "eu", "lb",
    "rm", "yi", "rom", "gsw", "gsg", "id", "ms", "tl", "sw", "ha", "yo", "ig", "wo", "ln", "rw", "be", "mn",
)  # fmt: skip
COMMON = (
    "de", "tr", "ar", "uk", "ru", "en", "pl", "ro", "it", "fa", "ku", "sq", "hr", "bg", "el", "es", "fr", "pt", "vi",
)  # fmt: skip
"""Where a list must be short, the most common first."""
OWN_NAMES = {
    "gsg": {"de": "Deutsche Gebärdensprache", "en": "German Sign Language"},
    "rom": {"de": "Romani", "en": "Romani"},
}
FIRST = 12


def name_of_language(code: str, *, reader: str = "") -> str:
    """ "Türkisch" for "tr", in the language of the page or in that of a `reader`: "tr" calls itself "Türkçe"."""
    reader = reader or (get_language() or "de").partition("-")[0]
    if code in OWN_NAMES:
        return OWN_NAMES[code].get(reader, OWN_NAMES[code]["en"])
    try:
        name = str(Locale.parse(reader).languages.get(code, code))
        return name[:1].upper() + name[1:]
    except (UnknownLocaleError, ValueError):
        return code


def language_choices() -> list[tuple[str, str]]:
    often = [(code, name_of_language(code)) for code in KNOWN[:FIRST]]
    return often + sorted(((code, name_of_language(code)) for code in KNOWN[FIRST:]), key=lambda choice: choice[1])
