"""The quarter's mailbox: what is set, and whom this server may connect to at all."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.delivery.mail.models import MailServer, Security
from quartier.kernel.delivery.models import ChannelRest, Delivery
from quartier.kernel.delivery.rounds import once_a_round
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.quarter import MANAGE

KEPT_SECRETS = ("password", "fetch_password")


class NotAllowed(Exception):
    """This server connects to nobody but those whom the quarter named."""


def mail_server() -> MailServer:
    """Not saved yet where nobody has set it up."""
    return once_a_round("mail server", lambda: MailServer.objects.filter(pk=1).first() or MailServer(pk=1))


def sends_mail() -> bool:
    return MailServer.objects.filter(pk=1, is_on=True).exists()


def destinations(server: MailServer) -> set[tuple[str, int]]:
    """The allow-list: everything this server may connect to for mail."""
    allowed = {(server.host, server.port)} if server.is_on and server.host else set()
    if server.is_on and server.takes_replies and server.fetch_host:
        allowed.add((server.fetch_host, server.fetch_port))
    return allowed


def must_be_allowed(server: MailServer, host: str, port: int) -> None:
    if (host, port) not in destinations(server):
        raise NotAllowed


@transaction.atomic
def change_mail_server(*, by: Actor, **chosen: object) -> None:
    """A password that isn't given stays as it is, unless the server it belongs to becomes another."""
    require(by, MANAGE)
    MailServer.objects.get_or_create(pk=1)
    server = MailServer.objects.select_for_update().get(pk=1)
    before = {"password": (server.host, server.user), "fetch_password": (server.fetch_host, server.fetch_user)}
    kept = {name: getattr(server, name) for name in KEPT_SECRETS if not chosen.get(name)}
    for name, value in {**chosen, **kept}.items():
        setattr(server, name, value.strip() if isinstance(value, str) and name not in KEPT_SECRETS else value)
    now = {"password": (server.host, server.user), "fetch_password": (server.fetch_host, server.fetch_user)}
    for name in kept:
        if before[name] != now[name]:
            setattr(server, name, "")  # never shown to another server
    server.site_url = server.site_url.rstrip("/")
    _check(server)
    if before["fetch_password"] != now["fetch_password"]:
        server.last_uid = server.uid_validity = 0
    server.fetch_error = ""
    server.save()
    ChannelRest.objects.filter(channel__in=Delivery.objects.values("channel")).delete()  # try at once


def _check(server: MailServer) -> None:
    if not server.is_on:
        return
    _check_way(server.host, server.security, server.user, "host")
    try:
        validate_email(server.sender)
    except ValidationError as error:
        raise Refused(_("Which address do the mails come from? Like: quarter@example.org"), "sender") from error
    address = urlsplit(server.site_url)
    if address.scheme not in {"http", "https"} or not address.hostname or address.username:
        raise Refused(_("How do neighbours reach this server? It begins with https://"), "site_url")
    if server.takes_replies:
        _check_way(server.fetch_host, server.fetch_security, server.fetch_user or server.user, "fetch_host")


def _check_way(host: str, security: str, user: str, field: str) -> None:
    if not host or any(sign.isspace() or sign in "/@:<>\"'" for sign in host):
        raise Refused(_("Please give the name of the mail server, like: mail.example.org"), field)
    if security == Security.NONE and not _is_this_machine(host):
        raise Refused(_("Without encryption everybody on the way can read along. Please choose TLS."), field)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
