"""Every write."""

from __future__ import annotations

import re
import secrets as random

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import Actor, Matter, Person, Refused, plan_services, require
from quartier.modules.chat import homeserver_api, sessions
from quartier.modules.chat.models import App, AppSession, ChatServer, DeviceCode, Room
from quartier.modules.chat.names import address as checked_address
from quartier.modules.chat.names import domain
from quartier.modules.chat.terms import SERVER
from quartier.modules.chat.turn import checked_ip

WEBSITE = "website"  # as which the chat on our own pages renews its tokens


@transaction.atomic
def set_up_chat(
    *, by: Actor, server_name: str, address: str, is_on: bool = True, has_relay: bool = True, relay_ip: str = ""
) -> ChatServer:
    """The name stays for ever: it is part of every chat address. All else may change."""
    require(by, SERVER)
    name, where, ip = domain(server_name), checked_address(address), checked_ip(relay_ip)
    server, _is_new = ChatServer.objects.select_for_update().get_or_create(pk=1, defaults={"server_name": name})
    if server.server_name != name:
        raise Refused(
            _("The name can’t be changed any more: it is part of every chat address. It stays %(name)s.")
            % {"name": server.server_name},
            "server_name",
        )
    server.server_name, server.address, server.is_on = name, where, is_on
    server.has_relay, server.relay_ip = has_relay, ip
    server.save()
    plan_services()
    return server


@transaction.atomic
def choose_where(matter: Matter, *, by: Actor, on_page: bool) -> None:
    """One of its parties would rather write on its page, or no longer minds the chat. It holds for all of them."""
    if not matter.part_of(by.subject):
        raise Refused(_("Only those whom this concerns decide where they write."))
    if matter.is_over:
        raise Refused(_("This is over. If there is something new, simply start again."))
    Room.objects.filter(matter=matter).update(is_page_wanted=on_page)


def app_of_code(typed: str) -> App:
    """Which app shows this code; refuses one that is wrong or over."""
    return _device_code(typed).app


@transaction.atomic
def answer_device(typed: str, *, by: Actor, agreed: bool) -> None:
    """The device that shows this code may chat in their name, or never gets in with it."""
    code = _device_code(typed)
    code.person, code.is_refused = (by.person if agreed else None), not agreed
    code.save(update_fields=["person", "is_refused"])


def allow_new_keys(*, by: Actor) -> None:
    """Once, for ten minutes: else whoever holds a stolen token could put keys of their own in the place of somebody's."""
    homeserver_api.as_login("allow_cross_signing_reset", {"localpart": sessions.chat_user(by.person).localpart})


def website_device(person: Person, asked: str) -> str:
    """One for each browser and log-in. One that was ended isn't used again: the homeserver has thrown away its keys."""
    mine = AppSession.objects.filter(user__person=person, app=None)
    if re.fullmatch(r"WEB[A-Z0-9]{12}", asked) and mine.filter(device_id=asked).exists():
        return asked
    return "WEB" + "".join(random.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(12))


def _device_code(typed: str) -> DeviceCode:
    letters = re.sub(r"[^A-Z]", "", typed.upper())
    code = f"{letters[:4]}-{letters[4:]}"
    found = DeviceCode.objects.select_related("app").filter(
        user_code=code, expires__gt=timezone.now(), person=None, is_refused=False
    )
    known = found.first()
    if known is None:
        raise Refused(_("This code doesn’t fit, or its time is over. Your device shows you a new one."), "user_code")
    return known
