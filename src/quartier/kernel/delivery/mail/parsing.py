"""What a mail says, whatever program wrote it: its new words alone, what is attached, and whether a person wrote it at all.

Mails come with false charsets, broken parts and headers that hold rubbish. Nothing here raises: what can't be read is left out.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import re
from collections import deque
from dataclasses import dataclass, field
from email.message import Message
from email.utils import getaddresses

import nh3

from quartier.kernel.delivery.mail.composing import LOOP
from quartier.kernel.delivery.mail.quotes import new_words
from quartier.kernel.text.imported import text_of_html

MOST_PARTS = 50
LONGEST, LONGEST_HEADER = 1_000_000, 5_000
SMALL_PICTURE = 20_000  # bytes; below that a picture shown inside the text is a logo
TO_HEADERS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To")
MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+\-=@.]|$)", re.IGNORECASE)
_QUOTED = {"blockquote", "script", "style", "title"}
_OWN = {"p", "div", "br", "ul", "ol", "li", "table", "tr", "td", "strong", "b", "a", "h1", "h2", "h3"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Attached:
    name: str
    data: bytes


@dataclass(frozen=True)
class Mail:
    message_id: str
    sender: str  # the address alone, small letters
    to: tuple[str, ...]
    text: str
    is_automatic: bool
    attached: tuple[Attached, ...] = ()
    failed_for: tuple[str, ...] = field(
        default=()
    )  # a report that mails to these addresses can't be delivered for good


def read_mail(raw: bytes) -> Mail:
    """Everything that is needed of it."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    parts = list(_parts(message))
    plain = "\n".join(_text(part) for part in parts if _is_text(part, "plain"))
    html = "" if plain.strip() else "\n".join(_text(part) for part in parts if _is_text(part, "html"))
    shown_inside = "".join(_text(part) for part in parts if _is_text(part, "html"))
    return Mail(
        message_id=_header(message, "Message-ID")[:500],
        sender=_address(message, "From"),
        to=tuple(_addresses(message, TO_HEADERS)),
        text=_CONTROL.sub("", new_words(plain if plain.strip() else _words_of_html(html))),
        is_automatic=_is_automatic(message),
        attached=tuple(found for part in parts if (found := _attached(part, shown_inside))),
        failed_for=tuple(_failed(message)),
    )


def _parts(message: Message) -> list[Message]:
    """Not what is inside attached mails, and never more than anybody would send."""
    found: list[Message] = []
    waiting = deque([message])
    for _number in range(4 * MOST_PARTS):  # a part may hold parts, or nothing at all
        if not waiting or len(found) >= MOST_PARTS:
            break
        part = waiting.popleft()
        if part.get_content_type() == "message/rfc822":
            continue
        if part.is_multipart():
            inner = part.get_payload()
            first = inner[:MOST_PARTS] if isinstance(inner, list) else []
            waiting.extendleft(one for one in reversed(first) if isinstance(one, Message))
        else:
            found.append(part)
    return found


def _is_text(part: Message, subtype: str) -> bool:
    is_file = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_type() == f"text/{subtype}" and not is_file


def _text(part: Message) -> str:
    data = _bytes(part)[:LONGEST]
    for name in (_charset(part.get_content_charset()), "utf-8", "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("latin-1")


def _charset(said: str | None) -> str:
    """Not those that are no charset of mails: some take hours for what somebody sends on purpose."""
    name = (said or "").strip("'\" ").lower()
    return "utf-8" if not name or name.replace("_", "-") in {"punycode", "idna", "unicode-escape"} else name


def _words_of_html(html: str) -> str:
    """Without what is quoted."""
    own = nh3.clean(html[:500_000], tags=_OWN, attributes={"a": {"href"}}, clean_content_tags=_QUOTED)
    return text_of_html(own)


def _bytes(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):  # its transfer encoding is rubbish
        return b""
    return payload if isinstance(payload, bytes) else b""


def _attached(part: Message, html: str) -> Attached | None:
    name = _decoded(part.get_filename() or "")
    is_file = part.get_content_disposition() == "attachment" or bool(name)
    if not is_file and part.get_content_maintype() in {"text", "multipart", "message"}:
        return None
    data = _bytes(part)
    content_id = _decoded(str(part.get("Content-ID", ""))).strip("<> ")
    if content_id and f"cid:{content_id}" in html and len(data) < SMALL_PICTURE:
        return None
    if part.get_content_type() in {"application/pgp-signature", "application/pkcs7-signature", "text/calendar"}:
        return None
    return Attached(name or part.get_content_type().replace("/", "."), data) if data else None


def _header(message: Message, name: str) -> str:
    return " ".join(_decoded(str(message.get(name, ""))).split())


def _decoded(value: str) -> str:
    """=?utf-8?q?…?= as words; headers with raw bytes come as surrogates."""
    try:
        pieces = email.header.decode_header(value[:LONGEST_HEADER])
        words = "".join(
            piece.decode(_charset(charset), "replace") if isinstance(piece, bytes) else piece
            for piece, charset in pieces
        )
    except (LookupError, ValueError, email.errors.HeaderParseError):
        words = value[:LONGEST_HEADER]
    return words.encode("utf-8", "replace").decode("utf-8")


def _addresses(message: Message, names: tuple[str, ...]) -> list[str]:
    values = [_raw(value) for name in names for value in message.get_all(name, [])]
    return [address.strip().lower() for _name, address in getaddresses(values[:20]) if "@" in address][:50]


def _address(message: Message, name: str) -> str:
    """One sender: more than one is an attempt to be somebody else."""
    found = _addresses(message, (name,))
    return found[0] if len(set(found)) == 1 else ""


def _raw(value: object) -> str:
    return " ".join(str(value)[:LONGEST_HEADER].encode("utf-8", "replace").decode("utf-8").split())


def _is_automatic(message: Message) -> bool:
    """Out of office, lists, bounces, ourselves: whoever answers those begins a talk between machines."""
    sent = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    return (
        sent not in {"", "no"}
        or _header(message, "Precedence").lower() in {"bulk", "junk", "list", "auto_reply"}
        or any(name in message for name in ("X-Autoreply", "X-Autorespond", "List-Id", "List-Unsubscribe", LOOP))
        or _header(message, "Return-Path") == "<>"
        or message.get_content_type() in {"multipart/report", "message/delivery-status"}
        or bool(MACHINES.match(_address(message, "From")))
    )


def _failed(message: Message) -> list[str]:
    """RFC 3464: the recipients whose address doesn't exist (5.1.x) or is closed (5.2.1)."""
    if message.get_content_type() != "multipart/report":
        return []
    found = []
    for part in message.walk():
        blocks = part.get_payload()
        if part.get_content_type() != "message/delivery-status" or not isinstance(blocks, list):
            continue
        for block in (one for one in blocks[1:11] if isinstance(one, Message)):
            status, action = _header(block, "Status"), _header(block, "Action").lower()
            recipient = _header(block, "Final-Recipient").rpartition(";")[2].strip().lower()
            if action == "failed" and "@" in recipient and re.match(r"5\.(1\.\d+|2\.1)\b", status):
                found.append(recipient)
    return found
