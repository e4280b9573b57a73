"""The languages a reader can choose."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language


class Language(NamedTuple):
    code: str
    name: str  # in its own words, so that whoever needs it can find it
    html_lang: str
    is_current: bool


def languages() -> list[Language]:
    current = get_language()
    return [Language(code, str(name), code.split("-")[0], code == current) for code, name in settings.LANGUAGES]
