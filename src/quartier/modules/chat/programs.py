"""Addresses for programs: no person opens them. The homeserver asks on this machine with our shared secret; apps ask from
anywhere, with what they were given."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from quartier.modules.chat import clients, rules, sessions
from quartier.modules.chat.configuration import BOT
from quartier.modules.chat.metadata import metadata, well_known
from quartier.modules.chat.models import ChatServer, Token
from quartier.modules.chat.oauth import server as oauth_server
from quartier.modules.chat.queries import chat_server, token_of
from quartier.modules.chat.scopes import scope_of
from quartier.modules.chat.secrets import secrets

View = Callable[[HttpRequest], HttpResponse]
MOST_BYTES = 20_000


def chat_or_404() -> ChatServer:
    server = chat_server()
    if server is None:
        raise Http404
    return server


def for_apps(view: View) -> View:
    """From every origin: no cookie of ours means anything here."""

    @csrf_exempt
    @require_http_methods(["POST", "OPTIONS"])
    @wraps(view)
    def open_to_all(request: HttpRequest) -> HttpResponse:
        chat_or_404()
        answer = HttpResponse(status=204) if request.method == "OPTIONS" else view(request)
        return _from_anywhere(answer)

    return open_to_all


def for_homeserver(word: str) -> Callable[[View], View]:
    """Behind a secret that nobody but the homeserver knows."""

    def behind(view: View) -> View:
        @csrf_exempt
        @require_http_methods(["POST"])
        @wraps(view)
        def asked(request: HttpRequest) -> HttpResponse:
            shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
            if not constant_time_compare(shown, secrets()[word]):
                return JsonResponse({"error": "Who are you?"}, status=403)
            return view(request)

        return asked

    return behind


@require_safe
def discovery(request: HttpRequest) -> HttpResponse:
    return _from_anywhere(JsonResponse(metadata(chat_or_404())))


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    return _from_anywhere(JsonResponse(well_known(chat_or_404())))


@for_homeserver("shared")
def introspect(request: HttpRequest) -> HttpResponse:
    """Whose token this is. Whatever isn't plainly alive, isn't."""
    shown = request.POST.get("token", "")
    if constant_time_compare(shown, secrets()["admin"]):
        return JsonResponse(_alive(BOT, "urn:matrix:client:api:* urn:synapse:admin:*"))
    token = token_of(shown, Token.Sort.ACCESS) if chat_server() else None
    if token is None or token.expires is None:
        return JsonResponse({"active": False})
    sessions.note_seen(token)
    scope = scope_of(token.session.device_id)
    seconds = max(0, int((token.expires - timezone.now()).total_seconds()))
    return JsonResponse({**_alive(token.session.user.localpart, scope), "expires_in": seconds})


def _alive(localpart: str, scope: str) -> dict[str, Any]:
    return {"active": True, "username": localpart, "sub": localpart, "scope": scope}


@for_apps
def token(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = oauth_server().create_token_response(request)
    return answer


@for_apps
def revoke(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = oauth_server().create_endpoint_response("revocation", request)
    return answer


@for_apps
def device(request: HttpRequest) -> HttpResponse:
    where = chat_or_404().where + reverse("chat:link")
    answer: HttpResponse = oauth_server(where).create_endpoint_response("device_authorization", request)
    return answer


@for_apps
def register(request: HttpRequest) -> HttpResponse:
    try:
        is_json = request.content_type == "application/json"
        said = json.loads(request.body) if is_json and len(request.body) < MOST_BYTES else None
        app = clients.register(said)
    except (ValueError, RecursionError):
        return JsonResponse({"error": "invalid_client_metadata", "error_description": "It is no JSON."}, status=400)
    except clients.WrongApp as wrong:
        return JsonResponse({"error": wrong.error, "error_description": wrong.description}, status=400)
    known = {
        "client_id": app.client_id, "client_name": app.name, "redirect_uris": app.redirect_uris, "grant_types": app.grant_types,
        "response_types": ["code"], "token_endpoint_auth_method": "none", "client_id_issued_at": int(app.made.timestamp()),
    }  # fmt: skip
    return JsonResponse(known, status=201)


def _from_anywhere(answer: HttpResponse) -> HttpResponse:
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    answer["Access-Control-Allow-Headers"] = "Content-Type, Authorization, X-Requested-With"
    answer["Cache-Control"] = "no-store"
    return answer


@for_homeserver("rules")
def may(request: HttpRequest) -> HttpResponse:
    """Whether this may happen in chat; if not, the sentence that the person's app shows."""
    try:
        asked = json.loads(request.body) if request.content_type == "application/json" else None
    except (ValueError, RecursionError):
        return JsonResponse({"may": False}, status=400)
    why = rules.decide(asked) if isinstance(asked, dict) else "?"
    return JsonResponse({"may": not why, "why": why})
