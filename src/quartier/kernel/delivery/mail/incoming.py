"""A mail becomes a message in the matter it answers, as if it had been written there.

Two things must be right: the address it went to, which only its owner ever got, and the address it comes from, which its
owner has confirmed. What is wrong is said in one mail, and only to somebody who held such an address; everything else is
left lying without a word, since an answer to a stranger would tell them that there is something to find.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from quartier.kernel.delivery.choices import reach_of
from quartier.kernel.delivery.mail.answering import answer
from quartier.kernel.delivery.mail.composing import seal
from quartier.kernel.delivery.mail.models import ReceivedMail
from quartier.kernel.delivery.mail.parsing import Attached, Mail, read_mail
from quartier.kernel.delivery.mail.replies import ReplyTo, read_address
from quartier.kernel.delivery.mail.stopping import stop_mail
from quartier.kernel.files.actions import Prepared, prepare
from quartier.kernel.matters.actions import say, send_prepared
from quartier.kernel.matters.models import Matter
from quartier.kernel.matters.queries import matter_or_404
from quartier.kernel.notifications.actions import mark_read
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused

log = logging.getLogger(__name__)
LARGEST = 30 * 1024 * 1024
MOST_ATTACHED = 10
KEPT = timedelta(days=60)
TAKEN, REFUSED, IGNORED, BOUNCED = "taken", "refused", "ignored", "bounced"


def take_in(raw: bytes) -> str:
    """What became of it. The same mail twice is one; killed in the middle, it is taken in whole the next time."""
    mail = read_mail(raw[:LARGEST])
    failed = [address for address in mail.failed_for[:5] if seal(address).encode() in raw]
    for address in failed:  # a report without our seal may have been written by anybody
        stop_mail(address, "bounced")
    if failed:
        return BOUNCED
    reply_to = next((found for address in mail.to if (found := read_address(address))), None)
    person = Person.objects.filter(pk=reply_to.person_id).first() if reply_to else None
    if reply_to is None or person is None or mail.is_automatic or not mail.sender:
        return IGNORED
    word = _word(mail.message_id or hashlib.sha256(raw).hexdigest())
    if ReceivedMail.objects.filter(word=word).exists():
        return IGNORED
    reach = reach_of(person.pk)
    if not reach.confirmed or reach.address.lower() != mail.sender:
        return _refuse_stranger(mail, reply_to)
    with translation.override(reach.language or settings.LANGUAGE_CODE):
        return _take(mail, reply_to, person, word)


def _take(mail: Mail, reply_to: ReplyTo, person: Person, word: str) -> str:
    files, left_out = _files(mail.attached)
    try:
        matter = matter_or_404(person, reply_to.matter_id)
        with transaction.atomic():
            ReceivedMail.objects.create(word=word, person=person, outcome=TAKEN)
            left_out += _write(matter, person, mail.text, files)
    except Http404:
        return _refuse(mail, person, word, _("This conversation is no longer open to you."))
    except Refused as refusal:
        return _refuse(mail, person, word, str(refusal.message))
    if left_out:
        words = _("Your words have arrived. These attachments could not be kept, only pictures and PDFs can:")
        answer(mail.sender, [words, ", ".join(left_out)], word=word)
    return TAKEN


def _write(matter: Matter, person: Person, text: str, files: Sequence[tuple[str, Prepared]]) -> list[str]:
    """All of it, or a refusal and nothing."""
    by, left_out = Actor(person), []
    if text or not files:
        say(matter, by=by, text=text)
    for name, prepared in files:
        try:
            with transaction.atomic():
                send_prepared(matter, by=by, prepared=prepared)
        except Refused:
            left_out.append(name)
    mark_read(person, url=matter.url)
    return left_out


def _files(attached: Sequence[Attached]) -> tuple[list[tuple[str, Prepared]], list[str]]:
    """Made harmless before anything is locked; and the names of what we don't take."""
    taken, left_out = [], [one.name[:80] for one in attached[MOST_ATTACHED:]]
    for one in attached[:MOST_ATTACHED]:
        try:
            taken.append((one.name[:80], prepare(_AsUpload(one))))
        except Refused:
            left_out.append(one.name[:80])
    return taken, left_out


class _AsUpload:
    """What `prepare` asks of a file."""

    def __init__(self, attached: Attached) -> None:
        self.name: str | None = attached.name
        self.size: int | None = len(attached.data)
        self._stream = BytesIO(attached.data)

    def read(self, size: int = -1, /) -> bytes:
        return self._stream.read(size)


def _refuse(mail: Mail, person: Person, word: str, why: str) -> str:
    _mail, is_new = ReceivedMail.objects.get_or_create(word=word, defaults={"person": person, "outcome": REFUSED})
    if is_new:
        answer(mail.sender, [_("Your mail could not be taken in, and nobody has read it."), why], word=word)
    return REFUSED


def _refuse_stranger(mail: Mail, reply_to: ReplyTo) -> str:
    """Once for each sender and address, whatever else comes: whoever forges senders can't make us write to many."""
    word = _word(f"stranger:{mail.sender}:{reply_to.person_id}:{reply_to.matter_id}")
    _mail, is_new = ReceivedMail.objects.get_or_create(word=word, defaults={"outcome": REFUSED})
    if is_new:
        with translation.override(settings.LANGUAGE_CODE):
            words = [
                _("Your mail could not be taken in, and nobody has read it."),
                _(
                    "We only take replies from the address that its owner has confirmed here. Please log in and write there."
                ),
            ]
            answer(mail.sender, words, word=word)
    return REFUSED


def forget_old_mails(now: datetime) -> None:
    ReceivedMail.objects.filter(at__lt=now - KEPT).delete()


def _word(secret: str) -> str:
    return salted_hmac("quartier.received", secret, algorithm="sha256").hexdigest()


__all__ = ["BOUNCED", "IGNORED", "LARGEST", "REFUSED", "TAKEN", "forget_old_mails", "take_in"]
