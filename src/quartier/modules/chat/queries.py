"""Reads that are longer than a line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from quartier.api import Person, find_people, hidden_from
from quartier.modules.chat.models import App, AppSession, ChatServer, ChatUser, Token

LEAST_TYPED = 2  # letters: nobody gets a list of everybody


def chat_server() -> ChatServer | None:
    """None where the quarter has set up no chat, or paused it."""
    return ChatServer.objects.filter(pk=1, is_on=True).first()


def may_chat(person: Person | None) -> bool:
    """Neighbours with a way in; guests once somebody confirmed them."""
    return person is not None and person.is_member and person.within is None and hasattr(person, "account")


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(secret: str, sort: Token.Sort) -> Token | None:
    tokens = Token.objects.select_related("session__user__person__account", "session__app")
    token = tokens.filter(digest=digest_of(secret), sort=sort).first()
    if token is None or (token.expires is not None and token.expires <= timezone.now()):
        return None
    return token if is_alive(token.session) else None


def is_alive(session: AppSession) -> bool:
    """A website's ends with the log-in that it belongs to."""
    if not may_chat(session.user.person):
        return False
    return not session.session_key or _is_logged_in(session.session_key)


def sessions_of(person: Person) -> QuerySet[AppSession]:
    sessions = AppSession.objects.filter(user__person=person).select_related("app", "user")
    return sessions.order_by("-last_seen", "-pk")


def logged_out() -> Iterable[AppSession]:
    """Of this website, in browsers where nobody is logged in any more; and of people who may no longer chat."""
    living = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    ours = AppSession.objects.exclude(session_key="").filter(~Exists(living))
    return [
        *ours.select_related("user"),
        *AppSession.objects.exclude(user__person__standing="member").select_related("user"),
    ]


def app_of(client_id: str) -> App | None:
    return App.objects.filter(client_id=client_id).first()


def chat_people(person: Person, typed: str) -> list[tuple[Person, str]]:
    """Others of this name who have a chat address, with its first part. Of those whom `person` doesn't meet here, none."""
    if len(typed.strip()) < LEAST_TYPED:
        return []
    found = find_people(typed, without={person.pk, *hidden_from(person)})
    locals_ = dict(ChatUser.objects.filter(person__in=list(found)).values_list("person", "localpart"))
    return [(one, locals_[one.pk]) for one in found if one.pk in locals_]


def user_of(person: Person) -> ChatUser | None:
    return ChatUser.objects.filter(person=person).first()


def _is_logged_in(session_key: str) -> bool:
    return Session.objects.filter(session_key=session_key, expire_date__gt=timezone.now()).exists()
