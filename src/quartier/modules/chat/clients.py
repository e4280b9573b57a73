"""Apps that make themselves known (RFC 7591). Anybody may; so whatever they say is short, harmless, and kept once."""

from __future__ import annotations

import hashlib
import json
import re
import secrets as random
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils import timezone

from quartier.api import one_line
from quartier.modules.chat.models import App
from quartier.modules.chat.scopes import device_of

GRANTS = {"authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"}
MOST_UNUSED = 300  # apps that nobody has logged in with
UNUSED_STAYS = timedelta(days=1)
MOST_ADDRESSES, LONGEST = 10, 400
_OWN_SCHEME = re.compile(r"[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+\Z")  # like a domain turned round: io.element.app
HERE = {"localhost", "127.0.0.1", "[::1]", "::1"}


class WrongApp(Exception):
    """Says in OAuth's words what is wrong with what an app said."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error, self.description = error, description


class Client:
    """What the library asks of an app."""

    def __init__(self, app: App) -> None:
        self.app, self.client_id, self.pk = app, app.client_id, app.pk

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return ""  # it has to say which

    def get_allowed_scope(self, scope: str | None) -> str | None:
        return scope if device_of(scope) else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return any(_is_same(known, redirect_uri) for known in self.app.redirect_uris)

    def check_client_secret(self, client_secret: str) -> bool:
        return False

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "none"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in self.app.grant_types


def register(said: Any) -> App:
    """The same app is known once, however often it asks."""
    if not isinstance(said, dict):
        raise WrongApp("invalid_client_metadata", "It is no JSON object.")
    name = one_line(str(said.get("client_name") or ""))[:60] or "Matrix-App"
    uris, grants = _redirect_uris(said.get("redirect_uris")), _grants(said.get("grant_types"))
    if said.get("token_endpoint_auth_method", "none") != "none":
        raise WrongApp("invalid_client_metadata", "Apps have no secret here: token_endpoint_auth_method is none.")
    digest = hashlib.sha256(json.dumps([name, uris, grants]).encode()).hexdigest()
    known = App.objects.filter(digest=digest).first()
    if known is not None:
        return known
    if App.objects.filter(sessions=None).count() >= MOST_UNUSED:
        raise WrongApp("temporarily_unavailable", "Too many apps have made themselves known today.")
    try:
        with transaction.atomic():
            return App.objects.create(
                client_id=random.token_urlsafe(16), digest=digest, name=name, redirect_uris=uris, grant_types=grants
            )
    except IntegrityError:  # twice at once
        return App.objects.get(digest=digest)


def forget_unused() -> int:
    old = App.objects.filter(sessions=None, made__lt=timezone.now() - UNUSED_STAYS)
    return old.delete()[0]


def _redirect_uris(said: Any) -> list[str]:
    uris = said if isinstance(said, list) else []
    if len(uris) > MOST_ADDRESSES or not all(isinstance(uri, str) and _is_safe(uri) for uri in uris):
        raise WrongApp(
            "invalid_redirect_uri", "https, an own scheme like io.example.app, or http on this device alone."
        )
    return sorted(uris)


def _grants(said: Any) -> list[str]:
    grants = (
        said if isinstance(said, list) and all(isinstance(grant, str) for grant in said) else ["authorization_code"]
    )
    return sorted(GRANTS & {*grants})


def _is_safe(uri: str) -> bool:
    if len(uri) > LONGEST or not uri.isascii() or any(sign.isspace() or ord(sign) < 33 for sign in uri) or "#" in uri:
        return False
    parts = urlsplit(uri)
    if parts.scheme == "https":
        return bool(parts.hostname) and not parts.username
    if parts.scheme == "http":
        return parts.hostname in HERE
    return bool(_OWN_SCHEME.match(parts.scheme))


def _is_same(known: str, asked: str) -> bool:
    """Byte for byte; only the port of an address on the device itself may differ (RFC 8252)."""
    if known == asked:
        return True
    ours, theirs = urlsplit(known), urlsplit(asked)
    is_here = ours.scheme == theirs.scheme == "http" and ours.hostname in HERE
    same = (ours.hostname, ours.path, ours.query) == (theirs.hostname, theirs.path, theirs.query)
    return is_here and same and not theirs.username and not theirs.fragment
