"""OAuth 2.0 for Matrix apps, as Authlib does it; here stands what is kept where, and what is refused.

Apps are public clients: PKCE (S256) always, no secrets, no scope but chat on one device.
"""

from __future__ import annotations

import os
import secrets as random
from datetime import timedelta
from typing import Any

os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")  # whether it is https the door in front of us decides

from authlib.integrations.django_oauth2 import AuthorizationServer, RevocationEndpoint
from authlib.oauth2.rfc6749 import InvalidScopeError, OAuth2Error, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc8628 import DeviceAuthorizationEndpoint, DeviceCodeGrant
from django.utils import timezone

from quartier.api import Person
from quartier.modules.chat import sessions
from quartier.modules.chat.clients import Client
from quartier.modules.chat.homeserver_api import Refusal, Unreachable
from quartier.modules.chat.models import Code, DeviceCode, Token
from quartier.modules.chat.queries import app_of, digest_of, may_chat, token_of
from quartier.modules.chat.scopes import device_of, scope_of

CODE_LASTS = timedelta(minutes=1)
MOST_DEVICE_CODES = 500  # that wait: anybody may ask for one
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"


class NotNow(OAuth2Error):  # type: ignore[misc]
    """The homeserver can't be reached, or too many ask."""

    error = "temporarily_unavailable"
    status_code = 503


class Server(AuthorizationServer):  # type: ignore[misc]
    """Our apps and tokens in place of the library's."""

    def __init__(self) -> None:
        super().__init__(None, None)

    def query_client(self, client_id: str) -> Client | None:
        app = app_of(client_id)
        return Client(app) if app else None

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def validate_requested_scope(self, scope: str | None) -> None:
        if device_of(scope) is None:
            raise InvalidScopeError

    def generate_token(self, *_args: Any, **_named: Any) -> dict[str, Any]:
        return {}  # `save_token` fills it: a token isn't made before the homeserver knows its device

    def save_token(self, token: dict[str, Any], request: Any) -> None:
        """Begins the log-in, or goes on with it after a refresh."""
        person, device_id, app = request.user, request.device_id, request.client.app
        try:
            session = getattr(request, "session", None) or sessions.begin(person, device_id, app=app, name=app.name)
        except (Unreachable, Refusal) as error:
            raise NotNow from error
        sessions.note_use(session)
        given = sessions.give_tokens(session)
        token.update(access_token=given.access, refresh_token=given.refresh, expires_in=given.expires_in)
        token.update(token_type="Bearer", scope=scope_of(device_id))  # noqa: S106 (no secret)


class AuthorizationCode(grants.AuthorizationCodeGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]

    def save_authorization_code(self, code: str, request: Any) -> None:
        Code.objects.create(
            digest=digest_of(code),
            person=request.user,
            app=request.client.app,
            redirect_uri=request.payload.redirect_uri or "",
            device_id=device_of(request.payload.scope) or "",
            challenge=request.payload.data["code_challenge"],
            expires=timezone.now() + CODE_LASTS,
        )

    def query_authorization_code(self, code: str, client: Client) -> AsCode | None:
        """It is taken out as it is read: a code opens once, whatever comes of it."""
        found = Code.objects.select_related("person__account").filter(digest=digest_of(code)).first()
        if found is None or not Code.objects.filter(pk=found.pk).delete()[0]:
            return None
        if found.app_id != client.app.pk or found.expires < timezone.now():
            return None
        self.request.device_id = found.device_id
        return AsCode(found)

    def delete_authorization_code(self, authorization_code: AsCode) -> None:
        """Done already."""

    def authenticate_user(self, authorization_code: AsCode) -> Person | None:
        person = authorization_code.code.person
        return person if may_chat(person) else None


class AsCode:
    """What the library asks of a code."""

    code_challenge_method = "S256"

    def __init__(self, code: Code) -> None:
        self.code, self.code_challenge = code, code.challenge

    def get_redirect_uri(self) -> str:
        return self.code.redirect_uri

    def get_scope(self) -> str:
        return scope_of(self.code.device_id)


class Pkce(CodeChallenge):  # type: ignore[misc]
    """Without, and with any method but S256, nothing begins."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]
    DEFAULT_CODE_CHALLENGE_METHOD = "S256"


class Refresh(grants.RefreshTokenGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]
    INCLUDE_NEW_REFRESH_TOKEN = True

    def _validate_token_scope(self, token: Token) -> None:
        """What it was given for is what it opens, whatever is asked."""

    def _validate_request_client(self) -> Client:
        client = super()._validate_request_client()
        assert isinstance(client, Client)  # noqa: S101
        return client

    def authenticate_refresh_token(self, refresh_token: str) -> Token | None:
        token = token_of(refresh_token, Token.Sort.REFRESH)
        if token is None or token.session.app_id != self.request_client_pk() or not sessions.use_refresh_token(token):
            return None
        self.request.session, self.request.device_id = token.session, token.session.device_id
        return token

    def request_client_pk(self) -> int | None:
        client = self.server.query_client(self.request.payload.client_id)
        return client.app.pk if client else None

    def authenticate_user(self, refresh_token: Token) -> Person | None:
        return refresh_token.session.user.person

    def revoke_old_credential(self, refresh_token: Token) -> None:
        """Marked as used already."""


class DeviceLogin(DeviceCodeGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]
    found: DeviceCode

    def query_device_credential(self, device_code: str) -> AsDeviceCode | None:
        found = (
            DeviceCode.objects.select_related("app", "person__account").filter(digest=digest_of(device_code)).first()
        )
        if found is None:
            return None
        self.found, self.request.device_id = found, found.device_id
        return AsDeviceCode(found)

    def query_user_grant(self, user_code: str) -> tuple[Person | None, bool] | None:
        if self.found.is_refused:
            return None, False
        if self.found.person is None:
            return None
        is_first = bool(DeviceCode.objects.filter(pk=self.found.pk).delete()[0])
        return self.found.person, is_first and may_chat(self.found.person)

    def should_slow_down(self, credential: AsDeviceCode) -> bool:
        now, last = timezone.now(), self.found.asked
        DeviceCode.objects.filter(pk=self.found.pk).update(asked=now)
        return last is not None and now - last < timedelta(seconds=4)


class AsDeviceCode:
    """What the library asks of a device code."""

    def __init__(self, code: DeviceCode) -> None:
        self.code = code

    def get_client_id(self) -> str:
        return self.code.app.client_id

    def get_scope(self) -> str:
        return scope_of(self.code.device_id)

    def get_user_code(self) -> str:
        return self.code.user_code

    def is_expired(self) -> bool:
        return self.code.expires < timezone.now()


class BeginDevice(DeviceAuthorizationEndpoint):  # type: ignore[misc]
    CLIENT_AUTH_METHODS = ["none"]
    EXPIRES_IN = 900
    verification_uri = ""

    def get_verification_uri(self) -> str:
        return self.verification_uri

    def save_device_credential(self, client_id: str, scope: str, data: dict[str, Any]) -> None:
        app, device_id = app_of(client_id), device_of(scope)
        if app is None or device_id is None:
            raise InvalidScopeError
        expires = timezone.now() + timedelta(seconds=self.EXPIRES_IN)
        DeviceCode.objects.filter(expires__lt=timezone.now()).delete()
        if DeviceCode.objects.count() >= MOST_DEVICE_CODES:
            raise NotNow
        DeviceCode.objects.create(
            app=app,
            digest=digest_of(data["device_code"]),
            user_code=data["user_code"],
            device_id=device_id,
            expires=expires,
        )


class Revocation(RevocationEndpoint):  # type: ignore[misc]
    """Either token ends both, and the device: then the homeserver knows nobody of that name any more."""

    CLIENT_AUTH_METHODS = ["none"]

    def query_token(self, token: str, token_type_hint: str | None) -> Token | None:
        return token_of(token, Token.Sort.ACCESS) or token_of(token, Token.Sort.REFRESH)

    def revoke_token(self, token: Token, request: Any) -> None:
        sessions.end([token.session])


def server(verification_uri: str = "") -> Server:
    """A fresh one for each request: it keeps nothing."""
    made = Server()
    made.register_grant(AuthorizationCode, [Pkce(required=True)])
    made.register_grant(Refresh)
    made.register_grant(DeviceLogin)
    made.register_endpoint(Revocation)
    begin = BeginDevice(made)
    begin.verification_uri = verification_uri
    made.register_endpoint(begin)
    return made


def new_client_id() -> str:
    return random.token_urlsafe(16)
