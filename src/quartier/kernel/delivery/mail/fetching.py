"""Looks into the quarter's mailbox for replies (IMAP). Whatever isn't one stays there unread and untouched."""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import OperationalError
from django.utils import timezone

from quartier.kernel.backoff import where_it_broke
from quartier.kernel.delivery.mail.incoming import BOUNCED, LARGEST, TAKEN, take_in
from quartier.kernel.delivery.mail.models import MailServer, Security
from quartier.kernel.delivery.mail.server import mail_server, must_be_allowed

log = logging.getLogger(__name__)
SECONDS = 20
EVERY = timedelta(minutes=1)
AFTER_TROUBLE = timedelta(minutes=10)
MOST_AT_ONCE = 50
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


def fetch_if_due(now: datetime | None = None, stop: Callable[[], bool] = lambda: False) -> int:
    """Once a minute; after trouble less often. Says how many mails were looked at."""
    now, server = now or timezone.now(), mail_server()
    if not (server.is_on and server.takes_replies):
        return 0
    if server.fetched and server.fetched <= now < server.fetched + (AFTER_TROUBLE if server.fetch_error else EVERY):
        return 0
    error, looked_at = "", 0
    try:
        with _mailbox(server) as box:
            looked_at = _look(server, box, stop)
    except (OSError, imaplib.IMAP4.error) as trouble:
        error = type(trouble).__name__
    except Exception as trouble:
        log.exception("Fetching mail failed.")
        error = where_it_broke(trouble)
    MailServer.objects.filter(pk=1).update(fetched=now, fetch_error=error[:200])
    return looked_at


@contextmanager
def _mailbox(server: MailServer) -> Iterator[imaplib.IMAP4]:
    must_be_allowed(server, server.fetch_host, server.fetch_port)
    context = ssl.create_default_context()
    if server.fetch_security == Security.TLS:
        box: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            server.fetch_host, server.fetch_port, ssl_context=context, timeout=SECONDS
        )
    else:
        box = imaplib.IMAP4(server.fetch_host, server.fetch_port, timeout=SECONDS)
    try:
        if server.fetch_security == Security.STARTTLS:
            box.starttls(context)
        box.login(server.fetch_user or server.user, server.fetch_password or server.password)
        yield box
    finally:
        box.shutdown()


def _look(server: MailServer, box: imaplib.IMAP4, stop: Callable[[], bool]) -> int:
    """New ones only, oldest first; each is written down before the next, so that a kill costs no work twice."""
    _must(box.select("INBOX"))
    validity = int((box.response("UIDVALIDITY")[1] or [b"0"])[0] or 0)
    last = server.last_uid if validity == server.uid_validity else 0
    _kind, found = _must(box.uid("SEARCH", f"UID {last + 1}:*"))
    uids = sorted(uid for uid in map(int, (found[0] or b"").split()) if uid > last)[:MOST_AT_ONCE]
    for count, uid in enumerate(uids):
        if stop():
            return count
        _one(box, uid)
        MailServer.objects.filter(pk=1).update(last_uid=uid, uid_validity=validity)
    return len(uids)


def _one(box: imaplib.IMAP4, uid: int) -> None:
    """A reply that was taken in is deleted there: it lies with us now. All else stays as it was."""
    _kind, sizes = _must(box.uid("FETCH", str(uid), "(RFC822.SIZE)"))
    size = _SIZE.search(sizes[0]) if sizes and isinstance(sizes[0], bytes) else None
    if size is None or int(size[1]) > LARGEST:
        return
    _kind, parts = _must(box.uid("FETCH", str(uid), "(BODY.PEEK[])"))
    raw: bytes = next((part[1] for part in parts if isinstance(part, tuple)), b"")
    try:
        outcome = take_in(raw)
    except OperationalError:
        raise  # the database was busy or full: the same mail again later
    except Exception:
        log.exception("A mail could not be taken in.")  # it stays there; the next one must not wait for it
        return
    if outcome in {TAKEN, BOUNCED}:
        box.uid("STORE", str(uid), "+FLAGS", r"(\Deleted)")
        box.expunge()


def _must(answer: tuple[str, list[Any]]) -> tuple[str, list[Any]]:
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(answer[0])
    return answer
