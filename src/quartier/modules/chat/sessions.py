"""Log-ins with chat: made, renewed, ended. What is written here the homeserver learns at once or a moment later."""

from __future__ import annotations

import logging
import secrets as random
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from quartier.api import Actor, Person, one_line
from quartier.modules.chat import homeserver_api as homeserver
from quartier.modules.chat.homeserver_api import Refusal, Unreachable
from quartier.modules.chat.models import App, AppSession, ChatServer, ChatUser, Farewell, Token
from quartier.modules.chat.queries import digest_of, user_of

log = logging.getLogger(__name__)
ACCESS_LASTS = timedelta(minutes=10)
REFRESH_LASTS = timedelta(days=180)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for another


class Tokens(NamedTuple):
    access: str
    refresh: str
    expires_in: int


def chat_user(person: Person) -> ChatUser:
    """Their chat address, drawn by lot the first time."""
    known = user_of(person)
    while known is None:
        localpart = "n" + "".join(random.choice(LETTERS) for _ in range(9))
        try:
            with transaction.atomic():
                known = ChatUser.objects.create(person=person, localpart=localpart)
        except IntegrityError:  # twice at once, or the same lot
            known = user_of(person)
    return known


def begin(person: Person, device_id: str, *, app: App | None, session_key: str = "", name: str) -> AppSession:
    """The homeserver learns of the device first: it accepts no token of one that it doesn't know."""
    user = chat_user(person)
    homeserver.provision(user.localpart, name=one_line(person.full_name))
    homeserver.upsert_device(user.localpart, device_id, name)
    return _keep_session(user, device_id, app, session_key)


@transaction.atomic
def _keep_session(user: ChatUser, device_id: str, app: App | None, session_key: str) -> AppSession:
    Farewell.objects.filter(localpart=user.localpart, device_id=device_id).delete()
    session, is_new = AppSession.objects.get_or_create(
        user=user, device_id=device_id, defaults={"app": app, "session_key": session_key}
    )
    if not is_new:
        session.tokens.all().delete()
        session.app, session.session_key, session.last_seen = app, session_key, timezone.now()
        session.save()
    return session


def note_use(session: AppSession) -> None:
    """Somebody opened the chat themselves, here or with an app: from now on they can be written to there."""
    ChatUser.objects.filter(pk=session.user_id, uses_since=None).update(uses_since=timezone.now())


@transaction.atomic
def give_tokens(session: AppSession) -> Tokens:
    now = timezone.now()
    access, refresh = f"qa_{random.token_urlsafe(32)}", f"qr_{random.token_urlsafe(32)}"
    Token.objects.filter(session=session, expires__lt=now).delete()
    for secret, sort, lasts in (
        (access, Token.Sort.ACCESS, ACCESS_LASTS),
        (refresh, Token.Sort.REFRESH, REFRESH_LASTS),
    ):
        Token.objects.create(session=session, sort=sort, digest=digest_of(secret), made=now, expires=now + lasts)
    AppSession.objects.filter(pk=session.pk).update(last_seen=now)
    return Tokens(access, refresh, int(ACCESS_LASTS.total_seconds()))


@transaction.atomic
def use_refresh_token(token: Token) -> bool:
    """Whether it still opens anything. One that was used opens again only if nobody ever saw what it gave: then the answer
    was lost on the way. Otherwise somebody has copied it, and the whole log-in ends.
    """
    token = Token.objects.select_for_update().select_related("session__user").get(pk=token.pk)
    later = Token.objects.filter(session=token.session, pk__gt=token.pk)
    if token.used is not None and later.filter(used__isnull=False).exists():
        end([token.session])
        return False
    later.delete()
    token.used = timezone.now()
    token.save(update_fields=["used"])
    return True


def note_seen(token: Token) -> None:
    """The first time that an access token is used."""
    if token.used is None:
        Token.objects.filter(pk=token.pk).update(used=timezone.now())


@transaction.atomic
def end_session(session: AppSession, *, by: Actor) -> None:
    if by.person.pk == session.user.person_id and by.for_person is None:
        end([session])


@transaction.atomic
def end(sessions: Iterable[AppSession]) -> int:
    """Their tokens are gone with the commit; the homeserver drops the devices right after it, or when it is there again."""
    ended = list(sessions)
    for session in ended:
        Farewell.objects.get_or_create(localpart=session.user.localpart, device_id=session.device_id)
    AppSession.objects.filter(pk__in=[session.pk for session in ended]).delete()
    if ended:
        transaction.on_commit(lambda: say_farewells(seconds=2.0))
    return len(ended)


def say_farewells(*, seconds: float = homeserver.LONG) -> int:
    """What waits for the homeserver, until it can't be reached. Returns how many got through."""
    said = 0
    for farewell in Farewell.objects.order_by("pk")[:200]:
        try:
            if farewell.device_id:
                homeserver.delete_device(farewell.localpart, farewell.device_id, seconds=seconds)
            else:
                homeserver.delete_files(f"@{farewell.localpart}:{_server_name()}")
                homeserver.delete_user(farewell.localpart, seconds=max(seconds, homeserver.SHORT))
        except (Unreachable, Refusal) as error:
            log.warning("The homeserver could not be told of an end yet: %s", type(error).__name__)
            return said
        farewell.delete()
        said += 1
    return said


def _server_name() -> str:
    return ChatServer.objects.get(pk=1).server_name
