"""Of a reply the new words alone: not what it answers, not the signature."""

from __future__ import annotations

import re

# Everything from such a line on is what is being answered.
_BEGINS_QUOTE = (
    re.compile(
        r"^-{2,}\s*(Original(e)?[ -]?(Nachricht|Message)|Ursprüngliche Nachricht|Weitergeleitete Nachricht)", re.I
    ),
    re.compile(r"^_{20,}\s*$"),  # Outlook
    re.compile(r"^\**(Von|From|De|Gesendet|Sent|Kimden)\s*:\**\s.*@", re.I),
)
# "Am So., 22. Nov. 2026 um 18:05 Uhr schrieb Lindenviertel <…>:", over one line or two
_SAYS_WHO = re.compile(
    r"^(Am|On|Le|Il|El|W dniu|Den)\b.{3,200}?\b(schrieb|wrote|a écrit|ha scritto|escribió|pisze|skrev)\b.{0,200}:\s*$",
    re.I | re.S,
)
_SENT_FROM = re.compile(
    r"^(Von meinem .{1,40} gesendet|Gesendet von .{1,60}|Sent from .{1,60}|Diese Nachricht wurde von .{1,60} gesendet|"
    r"Get Outlook for .{1,20}|Holen Sie sich Outlook .{1,40})\.?$",
    re.I,
)
_NOTHING = re.compile(r"^[\s\u00a0\u200b]*$")


def new_words(text: str) -> str:
    """What was written now. Answers between quoted lines stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")[:5000]
    kept: list[str] = []
    number = 0
    while number < len(lines) and not _is_end(lines[number]):
        length = _length_of_who(lines, number)
        if length and not _quoted_below(lines, number + length):
            break  # quoted without signs: all that follows is what is being answered
        if not length and not lines[number].lstrip().startswith(">"):
            kept.append(lines[number].rstrip())
        number += length or 1
    while kept and (_NOTHING.match(kept[-1]) or _SENT_FROM.match(kept[-1].strip())):
        kept.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _is_end(line: str) -> bool:
    """The signature begins, or what some programs put above what they repeat."""
    return line in {"--", "-- "} or any(pattern.match(line.strip()) for pattern in _BEGINS_QUOTE)


def _length_of_who(lines: list[str], number: int) -> int:
    """How many lines say who wrote what follows; 0 where these are words like others."""
    for length in (1, 2, 3):
        said = " ".join(line.strip() for line in lines[number : number + length])
        if len(said) < 500 and _SAYS_WHO.match(said):
            # Somebody may write such a sentence themselves: then neither a quote nor an address is near.
            return length if _quoted_below(lines, number + length) or "@" in said else 0
    return 0


def _quoted_below(lines: list[str], number: int) -> bool:
    first = next((line for line in lines[number:] if not _NOTHING.match(line)), "")
    return first.lstrip().startswith(">")
