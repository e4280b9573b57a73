"""A first mail, to see whether the quarter's mailbox works."""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from quartier.kernel.accounts.limits import QUARTER_OF_AN_HOUR, Limit, allowed
from quartier.kernel.delivery.mail.composing import compose
from quartier.kernel.delivery.mail.sending import send
from quartier.kernel.delivery.mail.server import mail_server
from quartier.kernel.notifications.channels import Later, Never
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.quarter import MANAGE

LIMIT = Limit("test-mails", 10, QUARTER_OF_AN_HOUR)


def send_test_mail(*, by: Actor, to: str) -> str:
    require(by, MANAGE)
    to = to.strip()
    try:
        validate_email(to)
    except ValidationError as error:
        raise Refused(_("This is not an e-mail address. One looks like this: name@example.org"), "to") from error
    server = mail_server()
    if not server.is_on:
        raise Refused(_("Please switch the mails on first, and save."))
    if not allowed(LIMIT, by.person.pk):
        raise Refused(_("That were many. Please wait a quarter of an hour."))
    words = [_("This is a test. If you read it, your quarter can send mails."), server.site_url]
    subject = _("A test from your quarter")
    mail = compose(server, "plain", {"paragraphs": words}, to=to, subject=subject, word=uuid4().hex)
    try:
        send(mail, to=to)
    except (Later, Never) as problem:
        raise Refused(_("That didn't work. The mail server says: %(reason)s") % {"reason": problem.reason}) from problem
    return to
