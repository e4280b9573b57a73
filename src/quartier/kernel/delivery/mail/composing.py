"""What a mail of ours looks like: short, plain words and simple HTML, nothing fetched from anywhere, one click off."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.text.lines import one_line

WIDE = SMTP.clone(max_line_length=900)  # else a long link in a header is broken, and no program can read it
LOOP = "X-Quartiersserver"  # we never answer what we wrote; its value tells a real report of a mail that failed


def compose(
    server: MailServer,
    template: str,
    context: Mapping[str, Any],
    *,
    to: str,
    subject: str,
    word: str,
    off_url: str = "",
    reply_to: str = "",
    is_neutral: bool = False,
) -> EmailMessage:
    """`word`: what this mail is; the same mail sent twice has the same Message-ID, so a mailbox shows it once."""
    quarter = _("Quarter") if is_neutral else current_quarter().name or _("Quarter")
    message = EmailMessage(policy=WIDE)
    message["From"] = formataddr((one_line(quarter).replace('"', ""), server.sender))
    message["To"] = to
    message["Subject"] = one_line(subject)[:150]
    message["Date"] = format_datetime(timezone.localtime())
    message["Message-ID"] = message_id(server, to, word)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message[LOOP] = seal(to)
    if reply_to:
        message["Reply-To"] = reply_to
    if off_url:
        message["List-Unsubscribe"] = f"<{off_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    shown = {**context, "quarter": quarter, "off_url": off_url, "is_neutral": is_neutral, "can_reply": bool(reply_to)}
    message.set_content(_tidy(render_to_string(f"delivery/mail/{template}.txt", shown)), cte="quoted-printable")
    html = render_to_string(f"delivery/mail/{template}.html", shown)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = translation.get_language() or "de"  # last: the two above would take it for a part's
    return message


def seal(address: str) -> str:
    """Stands in each mail to this address, and so in a report that it could not be delivered: nobody else knows it."""
    return salted_hmac("quartier.seal", address.lower(), algorithm="sha256").hexdigest()[:24]


def message_id(server: MailServer, to: str, word: str) -> str:
    domain = server.sender.rpartition("@")[2] or "localhost"
    digest = salted_hmac("quartier.mail", f"{word}\x1f{to.lower()}", algorithm="sha256").hexdigest()
    return f"<{digest[:32]}@{domain}>"


def _tidy(text: str) -> str:
    lines = [line if line == "-- " else line.rstrip() for line in text.strip().splitlines()]
    tidy: list[str] = []
    for line in lines:
        if line or (tidy and tidy[-1]):
            tidy.append(line)
    return "\n".join(tidy) + "\n"
