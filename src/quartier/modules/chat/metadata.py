"""Where apps find what: read by the homeserver, which hands it on to them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.oauth import DEVICE_CODE


def metadata(server: ChatServer) -> dict[str, Any]:
    """RFC 8414, with what Matrix adds."""

    def at(name: str) -> str:
        return server.where + reverse(f"chat:{name}")

    return {
        "issuer": f"{server.where}/",
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "revocation_endpoint": at("revoke"),
        "registration_endpoint": at("register"),
        "device_authorization_endpoint": at("device"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment"],
        "grant_types_supported": ["authorization_code", "refresh_token", DEVICE_CODE],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "revocation_endpoint_auth_methods_supported": ["none"],
        "scopes_supported": ["openid", "urn:matrix:client:api:*"],
        "prompt_values_supported": ["create"],
        "account_management_uri": at("apps"),
        "account_management_actions_supported": ["org.matrix.sessions_list", "org.matrix.session_end"],
    }


def well_known(server: ChatServer) -> dict[str, Any]:
    """How an app that only knows the server's name finds its address."""
    return {"m.homeserver": {"base_url": server.where}}
