"""Every write."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import Actor, Refused, plan_services, require
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.names import address as checked_address
from quartier.modules.chat.names import domain
from quartier.modules.chat.terms import SERVER


@transaction.atomic
def set_up_chat(*, by: Actor, server_name: str, address: str, is_on: bool = True) -> ChatServer:
    """The name stays for ever: it is part of every chat address. All else may change."""
    require(by, SERVER)
    name, where = domain(server_name), checked_address(address)
    server = ChatServer.objects.select_for_update().filter(pk=1).first() or ChatServer(pk=1)
    if server.server_name and server.server_name != name:
        raise Refused(
            _("The name can’t be changed any more: it is part of every chat address. It stays %(name)s.")
            % {"name": server.server_name},
            "server_name",
        )
    server.server_name, server.address, server.is_on = name, where, is_on
    server.save()
    plan_services()
    return server
