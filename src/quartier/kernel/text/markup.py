"""What neighbours write, and how it looks: paragraphs, line breaks, **bold**, lists, links. Nothing else.

A star within a word is no sign: Nachbar*innen stay Nachbar*innen.
"""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

TAGS = {"p", "br", "strong", "ul", "ol", "li", "a"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "p": {"dir"}, "li": {"dir"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"']+", re.IGNORECASE)
_WAY = re.compile(r"(?:https?://|mailto:|tel:|/(?!/))", re.IGNORECASE)  # outside, or a page of this server
_NOT_AT_THE_END = ".,;:!?)]}*…“”»«"
_LINK = re.compile(r"\[([^\]\[\n]{1,500})\]\(\s*[^\s()]{1,1000}\s*\)")
_BOLD = re.compile(r"\*\*(?=\S)([^\n]{1,1000}?)(?<=\S)\*\*")
_BULLET = re.compile(r"^\s{0,3}(?:[-+*]|\d{1,3}[.)])[ \t]+", re.MULTILINE)


@lru_cache(maxsize=256)
def rich(text: str) -> Markup:
    """Harmless HTML of what somebody wrote. Each paragraph runs in the direction of its own letters."""
    html = _parser().render(text.replace("\x00", ""))
    return Markup(  # noqa: S704 (nh3 leaves nothing but TAGS)
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener")
    )


def plain(text: str) -> str:
    """The same words in one line, without the signs: for cards and for the search."""
    text = _LINK.sub(r"\1", _BULLET.sub("· ", text))
    return " ".join(_BOLD.sub(r"\1", text).split()).removeprefix("· ")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"breaks": True, "html": False})
    parser.enable(["list", "link", "newline"])
    parser.validateLink = _is_way  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "bold", _bold)
    parser.core.ruler.push("addresses", _addresses)
    parser.core.ruler.push("directions", _directions)
    return parser


def _is_way(url: str) -> bool:
    return bool(_WAY.match(url))


def _bold(state: StateInline, silent: bool) -> bool:
    """**word**: the one sign of emphasis."""
    start = state.pos + 2
    if not state.src.startswith("**", state.pos) or state.level >= 3:
        return False
    end = state.src.find("**", start, state.posMax)
    inside = state.src[start:end] if end > start else ""
    if not inside or inside != inside.strip() or "\n\n" in inside:
        return False
    if not silent:
        whole, state.pos, state.posMax = state.posMax, start, end
        state.push("strong_open", "strong", 1)
        state.md.inline.tokenize(state)
        state.push("strong_close", "strong", -1)
        state.posMax = whole
    state.pos = end + 2
    return True


def _addresses(state: StateCore) -> None:
    """An address that somebody just typed becomes a link."""
    for block in state.tokens:
        if block.type != "inline" or "://" not in block.content:
            continue
        depth, found = 0, []
        for token in block.children or []:
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            found += [token] if depth or token.type != "text" else _linked(token.content)
        block.children = found


def _linked(text: str) -> list[Token]:
    tokens: list[Token] = []
    done = 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_NOT_AT_THE_END)
        tokens += [
            _text(text[done : match.start()]),
            Token("link_open", "a", 1, attrs={"href": address}),
            _text(address),
            Token("link_close", "a", -1),
        ]
        done = match.start() + len(address)
    return [*tokens, _text(text[done:])]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _directions(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in {"paragraph_open", "list_item_open"}:
            token.attrs["dir"] = "auto"
