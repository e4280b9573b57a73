"""Handing one mail to the quarter's mail server, and understanding its answer."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from functools import partial
from typing import Any

from quartier.kernel.delivery.mail.models import MailServer, Security
from quartier.kernel.delivery.mail.server import NotAllowed, mail_server, must_be_allowed
from quartier.kernel.notifications.channels import Later, Never
from quartier.machine.trips import ENDINGS, Trip

Back = Callable[[Exception | None], Exception | None]
SECONDS = 15
SECONDS_IN_ALL = 60
IDLE_SECONDS = 20.0
_ENHANCED = re.compile(r"^\s*(\d\.\d{1,3}\.\d{1,3})")
_open = threading.local()  # one line for each thread: greeting and encryption cost more than a mail


class Bounced(Never):
    """The address takes no mail, and won't tomorrow."""


def trip(server: MailServer, message: EmailMessage, *, to: str, back: Back | None = None) -> Trip:
    go = partial(send, message, to=to, server=server)
    place = f"{server.host}:{server.port}"
    return Trip(place, go, back) if back else Trip(place, go)


def send(message: EmailMessage, *, to: str, server: MailServer | None = None) -> None:
    """Raises Bounced where the address itself was refused, Never where this mail was, Later for all else."""
    server = server or mail_server()
    if not server.is_on:
        raise Never("mail is switched off")
    try:
        refused = _send_on_open_line(server, message, to)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    except smtplib.SMTPDataError as error:
        close_line()
        reason = _said(error.smtp_code, error.smtp_error)
        raise (Never(reason) if error.smtp_code >= 500 else Later(reason)) from None
    except smtplib.SMTPResponseException as error:  # a wrong password, a sender that isn't ours
        close_line()
        raise Later(_said(error.smtp_code, error.smtp_error), everybody=True) from None
    except NotAllowed:
        raise Later("not on the list of allowed servers", everybody=True) from None
    except (OSError, smtplib.SMTPException) as error:
        close_line()
        raise Later(f"no connection: {type(error).__name__}", everybody=True) from None
    for code, answer in refused.values():
        _raise_refusal(code, answer)


def _raise_refusal(code: int, answer: bytes | str) -> None:
    reason = _said(code, answer)
    if code == 421:
        raise Later(reason, everybody=True)
    is_full = ".2.2" in reason or code == 552
    if code >= 500 and not is_full:
        raise Bounced(reason)
    raise Later(reason)


def _said(code: int, answer: bytes | str) -> str:
    """The numbers alone: the words behind them often hold the address."""
    text = answer.decode("ascii", "replace") if isinstance(answer, bytes) else str(answer)
    enhanced = _ENHANCED.match(text)
    return f"{code} {enhanced[1]}" if enhanced else str(code)


def _send_on_open_line(server: MailServer, message: EmailMessage, to: str) -> dict[str, tuple[int, bytes]]:
    is_fresh = getattr(_open, "line", None) is None
    try:
        return _send_within_time(server, message, to)
    except smtplib.SMTPServerDisconnected:  # it was tired of waiting: once more on a fresh line
        if is_fresh:
            raise
        close_line()
        return _send_within_time(server, message, to)


def _send_within_time(server: MailServer, message: EmailMessage, to: str) -> dict[str, tuple[int, bytes]]:
    """A time-out counts each byte anew: a server that drips would keep us for ever."""
    late = threading.Timer(SECONDS_IN_ALL, _cut, [vars(_open)])
    late.daemon = True
    late.start()
    try:
        line = _line(server)
        try:
            return dict(line.send_message(message, server.sender, [to]))
        except smtplib.SMTPNotSupportedError:
            if to.isascii():
                raise
            # "@müller.example", and it knows no SMTPUTF8: all others it takes.
            raise Never("the mail server takes no such address") from None
    finally:
        late.cancel()


def _cut(opened: dict[str, Any]) -> None:
    """`opened`: what the thread that waits keeps open."""
    line = opened.get("line")
    if line is not None and line.sock is not None:
        with suppress(OSError):  # it was closed meanwhile
            line.sock.shutdown(socket.SHUT_RDWR)


def _line(server: MailServer) -> smtplib.SMTP:
    wanted = (server.host, server.port, server.security, server.user, server.password)
    if getattr(_open, "wanted", None) == wanted and time.monotonic() - _open.used < IDLE_SECONDS:
        _open.used = time.monotonic()
        line: smtplib.SMTP = _open.line
        return line
    close_line()
    _open.line, _open.wanted, _open.used = _connect(server), wanted, time.monotonic()
    return _open.line  # type: ignore[no-any-return]


def _connect(server: MailServer) -> smtplib.SMTP:
    must_be_allowed(server, server.host, server.port)
    context = ssl.create_default_context()
    is_tls = server.security == Security.TLS
    line = smtplib.SMTP_SSL(timeout=SECONDS, context=context) if is_tls else smtplib.SMTP(timeout=SECONDS)
    _open.line = line  # from the first byte on: so it can be cut
    try:
        line._host = server.host  # type: ignore[attr-defined]
        _greet(line, server)
        if server.security == Security.STARTTLS:
            line.starttls(context=context)
        if server.user:
            line.login(server.user, server.password)
    except BaseException:
        line.close()
        raise
    return line


def _greet(line: smtplib.SMTP, server: MailServer) -> None:
    code, said = line.connect(server.host, server.port)
    if code != 220:
        raise smtplib.SMTPConnectError(code, said)


def close_line() -> None:
    line = getattr(_open, "line", None)
    if line is not None:
        line.close()
    _open.line = _open.wanted = None


ENDINGS.append(close_line)
