"""Handing one mail to the quarter's mail server, and understanding its answer."""

from __future__ import annotations

import re
import smtplib
import ssl
import threading
import time
from email.message import EmailMessage

from quartier.kernel.delivery.mail.models import MailServer, Security
from quartier.kernel.delivery.mail.server import NotAllowed, mail_server, must_be_allowed
from quartier.kernel.notifications.channels import Later, Never

SECONDS = 15
IDLE_SECONDS = 20.0
_ENHANCED = re.compile(r"^\s*(\d\.\d{1,3}\.\d{1,3})")
_LONELY_DOT = re.compile(rb"^\.", re.MULTILINE)
_open = threading.local()  # one line for each thread: greeting and encryption cost more than a mail


class Bounced(Never):
    """The address takes no mail, and won't tomorrow."""


def send(message: EmailMessage, *, to: str) -> None:
    """Raises Bounced where the address itself was refused, Never where this mail was, Later for all else."""
    server = mail_server()
    if not server.is_on:
        raise Never("mail is switched off")
    try:
        refused = _send_on_open_line(server, message, to)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    except smtplib.SMTPDataError as error:
        _close()
        reason = _said(error.smtp_code, error.smtp_error)
        raise (Never(reason) if error.smtp_code >= 500 else Later(reason)) from None
    except smtplib.SMTPResponseException as error:  # a wrong password, a sender that isn't ours
        _close()
        raise Later(_said(error.smtp_code, error.smtp_error), everybody=True) from None
    except NotAllowed:
        raise Later("not on the list of allowed servers", everybody=True) from None
    except (OSError, smtplib.SMTPException) as error:
        _close()
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
    line = _line(server)
    try:
<<<<<<< HEAD
        return dict(line.send_message(message, server.sender, [to]))
    except smtplib.SMTPServerDisconnected:  # it was tired of waiting: once more on a fresh line
        _close()
        return dict(_line(server).send_message(message, server.sender, [to]))
=======
        return _send_on(line, message, sender, to)
    except smtplib.SMTPServerDisconnected:  # it was tired of waiting: once more on a fresh line
        _close()
        return _send_on(_line(server), message, sender, to)


def _send_on(line: smtplib.SMTP, message: EmailMessage, sender: str, to: str) -> dict[str, tuple[int, bytes]]:
    """Who sends, to whom, and "here it comes" in one go where the server can (RFC 2920): half the waiting for each mail."""
    line.ehlo_or_helo_if_needed()
    if not line.has_extn("pipelining") or not f"{sender}{to}".isascii():
        return dict(line.send_message(message, sender, [to]))
    commands = f"MAIL FROM:{smtplib.quoteaddr(sender)}\r\nRCPT TO:{smtplib.quoteaddr(to)}\r\nDATA\r\n"
    line.send(commands.encode())
    from_us, for_them, data = (line.getreply() for _command in range(3))
    is_refused = from_us[0] != 250 or for_them[0] not in {250, 251}
    if data[0] == 354:
        line.send(b".\r\n" if is_refused else _LONELY_DOT.sub(b"..", message.as_bytes()) + b".\r\n")
        data = line.getreply()
    if is_refused or data[0] != 250:
        line.rset()
    if from_us[0] != 250:
        raise smtplib.SMTPSenderRefused(*from_us, sender)
    if for_them[0] not in {250, 251}:
        raise smtplib.SMTPRecipientsRefused({to: for_them})
    if data[0] != 250:
        raise smtplib.SMTPDataError(*data)
    return {}
>>>>>>> guards


def _line(server: MailServer) -> smtplib.SMTP:
    wanted = (server.host, server.port, server.security, server.user, server.password)
    if getattr(_open, "wanted", None) == wanted and time.monotonic() - _open.used < IDLE_SECONDS:
        _open.used = time.monotonic()
        line: smtplib.SMTP = _open.line
        return line
    _close()
    _open.line, _open.wanted, _open.used = _connect(server), wanted, time.monotonic()
    return _open.line  # type: ignore[no-any-return]


def _connect(server: MailServer) -> smtplib.SMTP:
    must_be_allowed(server, server.host, server.port)
    context = ssl.create_default_context()
    if server.security == Security.TLS:
        line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if server.security == Security.STARTTLS:
            line.starttls(context=context)
        if server.user:
            line.login(server.user, server.password)
    except BaseException:
        line.close()
        raise
    return line


def _close() -> None:
    line = getattr(_open, "line", None)
    if line is not None:
        line.close()
    _open.line = _open.wanted = None
