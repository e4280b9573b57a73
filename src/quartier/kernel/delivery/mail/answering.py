"""A short word back to somebody who wrote a mail."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.utils.translation import gettext as _

from quartier.kernel.delivery.mail.composing import compose
from quartier.kernel.delivery.mail.sending import send
from quartier.kernel.delivery.mail.server import mail_server
from quartier.kernel.notifications.channels import Later, Never

log = logging.getLogger(__name__)


def answer(to: str, paragraphs: Sequence[str], *, word: str) -> None:
    """Tried once. Their mail still lies with them: nothing is lost if this one doesn't come."""
    server = mail_server()
    subject = _("About your mail")
    message = compose(server, "plain", {"paragraphs": paragraphs}, to=to, subject=subject, word=f"answer:{word}")
    try:
        send(message, to=to)
    except (Later, Never) as problem:
        log.warning("An answer to a mail could not be sent: %s", problem.reason)
