"""The homeserver follows what happens here: called every second or two, and each step may be repeated."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import cache

from quartier.api import Fact, Person, is_planned, one_line, plan_services, quarter_name
from quartier.modules.chat import clients, first_words, homeserver_api, making, rooms
from quartier.modules.chat.homeserver_api import Refusal, Unreachable
from quartier.modules.chat.matter_rooms import wishes
from quartier.modules.chat.models import Begun, ChatServer, ChatUser, Code, DeviceCode
from quartier.modules.chat.moving import is_over, is_under_way
from quartier.modules.chat.queries import chat_server, logged_out, sessions_of
from quartier.modules.chat.sessions import chat_user, end, say_farewells
from quartier.modules.chat.terms import SERVICE

log = logging.getLogger(__name__)
MOST_A_ROUND = 40
MONTH = timedelta(days=30)


def follow(now: datetime) -> None:
    """Ends first, then who is new, then who is where. While the homeserver is away all of it waits, and says nothing."""
    server = chat_server()
    if server is None:
        return
    if is_over() or (is_planned(SERVICE) and is_under_way()):
        plan_services()
    end(logged_out())
    try:
        say_farewells()
        _follow(server, now)
    except Unreachable:
        return


def _follow(server: ChatServer, now: datetime) -> None:
    try:
        _make_bot()
        tell_about_people(MOST_A_ROUND)
        matters = wishes()
        making.make_rooms(server, quarter_name(), matters)
        rooms.compare(now)
        rooms.settle(MOST_A_ROUND, matters)
        first_words.say_next(server)
    except Refusal as refusal:
        log.warning("The homeserver refused: %s", refusal.code)


def end_apps(fact: Fact) -> None:
    """Somebody logged out everywhere, or changed their passphrase: their apps are out too."""
    if fact.by is not None:
        end(sessions_of(fact.by))


def tell_about_people(most: int) -> int:
    """Addresses of neighbours who have none, and names that changed. Returns how many."""
    told = 0
    new = Person.objects.filter(standing="member", account__isnull=False, chat_user=None).order_by("pk")
    for person in new[:most]:
        _tell(chat_user(person))
        told += 1
    known = ChatUser.objects.select_related("person").filter(person__standing="member")
    for user in known:
        if told < most and user.told != _said(user):
            _tell(user)
            told += 1
    return told


def _said(user: ChatUser) -> dict[str, str]:
    return {"name": one_line(user.person.full_name)}


def _tell(user: ChatUser) -> None:
    said = _said(user)
    homeserver_api.provision(user.localpart, name=said["name"])
    ChatUser.objects.filter(pk=user.pk).update(told=said)


def forget_old(now: datetime) -> None:
    """What is over: codes, apps nobody used, conversations that were asked for long ago."""
    clients.forget_unused()
    Code.objects.filter(expires__lt=now).delete()
    DeviceCode.objects.filter(expires__lt=now).delete()
    Begun.objects.filter(at__lt=now - MONTH).delete()


@cache
def _make_bot() -> None:
    """Once is enough for each process; what fails isn't remembered."""
    homeserver_api.make_bot()
