"""Addresses on which a mail lands in a matter: each for one person and one matter, and nobody can guess one."""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils.crypto import constant_time_compare, salted_hmac

from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.matters.models import Matter
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person

_WORD = re.compile(r"^m([0-9a-f]{1,16})-([0-9a-f]{1,16})-([a-z2-7]{16})$")


@dataclass(frozen=True)
class ReplyTo:
    person_id: int
    matter_id: int


def reply_address(server: MailServer, person: Person, notice: Notification) -> str:
    """Empty where the notice leads to no matter, or replies aren't taken."""
    if not server.takes_replies or not notice.notice.startswith("matters."):
        return ""
    matter_id = _matter_of(notice.url)
    own = Matter.objects.filter(pk=matter_id, parties__person=person, parties__left=None) if matter_id else None
    matter = own.first() if own is not None else None
    return address_for(server, person.pk, matter.pk) if matter and matter.url == notice.url else ""


def address_for(server: MailServer, person_id: int, matter_id: int) -> str:
    local, _at, domain = server.sender.partition("@")
    return f"{local}+{word_for(person_id, matter_id)}@{domain}"


def word_for(person_id: int, matter_id: int) -> str:
    """Small letters and digits: mail servers don't agree on capital ones."""
    return f"m{person_id:x}-{matter_id:x}-{_seal(person_id, matter_id)}"


def read_address(address: str) -> ReplyTo | None:
    """Whose and which, if we made it."""
    local = address.partition("@")[0].lower()
    found = _WORD.match(local.rpartition("+")[2])
    if not found:
        return None
    person_id, matter_id = int(found[1], 16), int(found[2], 16)
    if not constant_time_compare(found[3], _seal(person_id, matter_id)) or max(person_id, matter_id) >= 2**63:
        return None
    return ReplyTo(person_id, matter_id)


def _seal(person_id: int, matter_id: int) -> str:
    digest = salted_hmac("quartier.replies", f"{person_id}:{matter_id}", algorithm="sha256").digest()
    return b32encode(digest[:10]).decode().lower()


def _matter_of(url: str) -> int | None:
    """Modules have pages of their own for matters; every one of them takes the matter's number."""
    try:
        found = resolve(url)
    except Resolver404:
        return None
    pk = found.kwargs.get("pk")
    return pk if isinstance(pk, int) else None
