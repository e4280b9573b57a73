"""Pictures beside words. They all lie in one file, so that a page asks for them once and then never again."""

import difflib
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = Path(__file__).parent / "static/ui/icons.svg"
SVG = "{http://www.w3.org/2000/svg}"


@cache
def names() -> frozenset[str]:
    symbols = ET.parse(SPRITE).iter(f"{SVG}symbol")  # noqa: S314 (our own file)
    return frozenset(symbol.attrib["id"] for symbol in symbols)


@cache
def icon(name: str) -> SafeString:
    """`icon("house")`; a module's own picture: `icon("chess/pieces.svg#knight")`."""
    file, _, symbol = name.rpartition("#")
    if not file and symbol not in names():
        close = ", ".join(difflib.get_close_matches(symbol, names())) or "see quartier/ui/README.md"
        raise LookupError(f"There is no icon {symbol!r} ({close}).")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static(file or "ui/icons.svg"),
        symbol,
    )
