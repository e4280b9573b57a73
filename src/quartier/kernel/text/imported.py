"""HTML from elsewhere as text that a neighbour might have typed: for imports."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

_BLOCKS = {"p", "div", "ul", "ol", "blockquote", "table", "tr", "section", "article", "pre"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_KEPT = _BLOCKS | _HEADINGS | {"br", "li", "strong", "b", "a", "td", "th"}
_SCHEMES = {"http", "https", "mailto"}


def text_of_html(html: str) -> str:
    """Its words, paragraphs, lists, bold and links, in the signs that `rich` knows. No HTML is left in it."""
    clean = nh3.clean(
        html,
        tags=_KEPT,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Reads what nh3 has tidied, so everything that opens also closes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lists: list[int] = []  # one for each list that is open: the number of its last point; -1: without numbers
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else -1)
        if tag == "li":
            self._point()
        elif tag == "br":
            self.parts.append("\n")
        elif tag in {"strong", "b"} | _HEADINGS:
            self.parts.append("\n\n**" if tag in _HEADINGS else "**")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.parts.append("[" if self.links[-1] else "")
        elif tag in {"td", "th"}:
            self.parts.append(" ")
        elif not (self.lists and tag == "p"):
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        if tag in {"strong", "b"}:
            self._close("**")
        elif tag in _HEADINGS:
            self._close("**")
            self.parts.append("\n\n")
        elif tag == "a" and self.links:
            address = self.links.pop()
            self.parts.append(
                f"]({address.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})" if address else ""
            )
        elif tag in _BLOCKS and not self.lists:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))

    def _point(self) -> None:
        mark = "-"
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            mark = f"{self.lists[-1]}."
        self.parts.append(f"\n{mark} ")

    def _close(self, sign: str) -> None:
        """Bold that ends in a space, or holds nothing, would be read as two pairs of stars."""
        if self.parts and self.parts[-1] in {sign, f"\n\n{sign}"}:
            self.parts.pop()
            return
        if self.parts and self.parts[-1].endswith(" "):
            self.parts[-1] = self.parts[-1].rstrip(" ")
            sign += " "
        self.parts.append(sign)
