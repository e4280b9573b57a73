"""Pages for people. They write nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from authlib.oauth2.rfc6749 import OAuth2Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.api import (
    Refused,
    actor_of,
    has_power,
    is_shared_device,
    matter_or_404,
    passkeys_here,
    person_of,
    quarter_name,
    refusals_on,
    require,
    service_state,
    signed_in,
)
from quartier.modules.chat import actions, calls, client, homeserver_api, pushing, sessions
from quartier.modules.chat.forms import CodeForm, ServerForm
from quartier.modules.chat.homeserver_api import Refusal, Unreachable
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.names import proposed_address
from quartier.modules.chat.oauth import server as oauth_server
from quartier.modules.chat.pictures import qr_code
from quartier.modules.chat.programs import chat_or_404
from quartier.modules.chat.queries import chat_people, may_chat, sessions_of, user_of
from quartier.modules.chat.terms import ANNOUNCE, SERVER, SERVICE
from quartier.modules.chat.words import place_of
from quartier.ui.flash import done

Page = Callable[..., HttpResponse]
BEFORE_IT_RUNS = {"installing", "starting"}


def for_members(view: Page) -> Page:
    """Neighbours, each for themselves: the keys of encrypted chat are nobody else's."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: Any, **named: Any) -> HttpResponse:
        if not may_chat(person_of(request)) or actor_of(request).for_person is not None:
            raise Refused(_("Chat is for neighbours. It opens for you once somebody has confirmed you."))
        return view(request, *args, **named)

    return signed_in(checked)


@require_safe
@for_members
def home(request: HttpRequest) -> HttpResponse:
    """The chat itself, once it is built; and how it works here, truthfully."""
    server, person, bundle = chat_or_404(), actor_of(request).person, client.bundle()
    state = "shared" if is_shared_device(request) else "" if bundle else "building"
    if not state and not homeserver_api.is_there(server.server_name):
        state = "building" if service_state(SERVICE) in BEFORE_IT_RUNS else "away"
    shown: dict[str, Any] = {
        "bundle": bundle,
        "words": client.words(),
        "person": person,
        "quarter": quarter_name(),
        "state": state,
    }
    shown |= {
        "passkeys": " ".join(passkeys_here(request)),
        "card_page": request.build_absolute_uri(reverse("chat:card")),
        "chat_page": request.build_absolute_uri(reverse("chat:home")),
        "announces": has_power(person, ANNOUNCE),
        **calls.context(request),
    }
    page = render(request, "chat/home.html", shown)
    if not state:
        pushing.seen(person)
        page._csp_update = client.policy(request)  # type: ignore[attr-defined]
        page["Permissions-Policy"] = calls.DEVICES
    return page


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """Where the code on a recovery card leads. The key stands behind the #, so it never comes here; who isn't logged in yet
    does so first.
    """
    chat_or_404()
    is_in = may_chat(person_of(request)) and actor_of(request).for_person is None
    state = "shared" if is_shared_device(request) else "in" if is_in else "out"
    return render(request, "chat/card.html", {"state": state})


@require_POST
@for_members
def seen(request: HttpRequest) -> HttpResponse:
    """Somebody has the chat before their eyes, so what it had to tell is told."""
    pushing.seen(actor_of(request).person)
    return JsonResponse({})


@require_safe
@for_members
def people(request: HttpRequest) -> HttpResponse:
    """Neighbours whose name holds what was typed. Whether somebody may write to them is said when they begin."""
    server, person = chat_or_404(), actor_of(request).person
    found = chat_people(person, request.GET.get("q", ""))
    users = [{"name": one.full_name, "user": f"@{local}:{server.server_name}"} for one, local in found]
    return JsonResponse({"people": users})


@require_POST
@for_members
def reset(request: HttpRequest) -> HttpResponse:
    """Neither device nor card is left: for ten minutes the homeserver takes new keys from this person."""
    chat_or_404()
    if request.POST.get("sure") != "yes":
        return JsonResponse({"error": "sure"}, status=400)
    try:
        actions.allow_new_keys(by=actor_of(request))
    except (Unreachable, Refusal):
        return JsonResponse({"error": _("Chat isn’t there just now. Try again in a moment.")}, status=503)
    return JsonResponse({})


@require_POST
@for_members
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the parties of a matter write: in their room, or on its page."""
    found = matter_or_404(actor_of(request).person, pk)
    on_page = request.POST.get("where") != "chat"
    actions.choose_where(found, by=actor_of(request), on_page=on_page)
    done(request, _("You write on this page now.") if on_page else _("You write in the chat again in a moment."))
    return redirect(found.url)


@require_safe
@for_members
def apps(request: HttpRequest) -> HttpResponse:
    """Use another app: the steps, and where one is logged in with which."""
    return render(request, "chat/apps.html", _apps_context(request))


def _apps_context(request: HttpRequest) -> dict[str, Any]:
    person, server = actor_of(request).person, chat_or_404()
    user = user_of(person)
    address = f"@{user.localpart}:{server.server_name}" if user else ""
    return {
        "server": server,
        "address": address,
        "qr": qr_code(server.server_name),
        "sessions": list(sessions_of(person)),
    }


@require_POST
@for_members
def end(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(sessions_of(actor_of(request).person), pk=pk)
    sessions.end_session(session, by=actor_of(request))
    done(request, _("%(app)s is logged out.") % {"app": session.app.name if session.app else _("This website")})
    return redirect("chat:apps")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def authorize(request: HttpRequest) -> HttpResponse:
    """May this app chat in my name? Asked each time: a log-in is made, and nothing is decided for ever."""
    chat_or_404()
    if "client_id" not in request.GET:
        return redirect("chat:apps")
    oauth, person = oauth_server(), actor_of(request).person
    try:
        grant = oauth.get_consent_grant(request, end_user=person)
    except OAuth2Error as error:
        return render(request, "chat/authorize_wrong.html", {"why": error.error}, status=400)
    if request.method == "POST":
        agreed = person if request.POST.get("answer") == "yes" else None
        answer: HttpResponse = oauth.create_authorization_response(request, grant_user=agreed, grant=grant)
        return answer
    to = grant.request.payload.redirect_uri
    page = render(request, "chat/authorize.html", {"app": grant.client.app, "where": place_of(to), "person": person})
    page._csp_update = {"form-action": [place_of(to, for_policy=True)]}  # type: ignore[attr-defined]
    return page


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def link(request: HttpRequest) -> HttpResponse:
    """A device without a browser shows a code; here it is typed, looked at, and agreed to."""
    chat_or_404()
    posted = request.POST if request.method == "POST" else None
    form = CodeForm(posted, initial={"user_code": request.GET.get("user_code", "")[:9]})
    app = None
    if form.is_valid():
        with refusals_on(form):
            app = actions.app_of_code(form.cleaned_data["user_code"])
            if answer := request.POST.get("answer"):
                actions.answer_device(form.cleaned_data["user_code"], by=actor_of(request), agreed=answer == "yes")
                done(
                    request,
                    _("Done. Go on at your other device.") if answer == "yes" else _("That device stays outside."),
                )
                return redirect("chat:apps")
    return render(request, "chat/link.html", {"form": form, "app": app})


@require_POST
@for_members
def session(request: HttpRequest) -> HttpResponse:
    """For the chat on this website: a log-in of this browser, without asking again. `device_id`: the one it had."""
    if is_shared_device(request):
        raise Refused(_("On a device that others use too, chat stays closed: your keys would lie on it."))
    if "device_id" not in request.POST:
        return JsonResponse({"error": "device_id"}, status=400)
    server, person = chat_or_404(), actor_of(request).person
    key = request.session.session_key or ""
    device_id = actions.website_device(person, request.POST.get("device_id", ""))
    try:
        begun = sessions.begin(person, device_id, app=None, session_key=key, name=_("This website"))
    except (Unreachable, Refusal):
        return JsonResponse({"error": _("Chat isn’t there just now. Try again in a moment.")}, status=503)
    sessions.note_use(begun)
    tokens = sessions.give_tokens(begun)
    said = {
        "homeserver": client.homeserver(request), "user_id": f"@{begun.user.localpart}:{server.server_name}", "device_id": device_id,
        "access_token": tokens.access, "refresh_token": tokens.refresh, "expires_in": tokens.expires_in,
        "client_id": actions.WEBSITE, "token_endpoint": request.build_absolute_uri("/chat/oauth/token/"),
        "pusher": pushing.pusher_of(begun),
    }  # fmt: skip
    answer = JsonResponse(said)
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def server(request: HttpRequest) -> HttpResponse:
    require(actor_of(request), SERVER)
    known = ChatServer.objects.filter(pk=1).first()
    initial = {"address": known.where if known else proposed_address(), "is_on": known.is_on if known else True}
    initial["server_name"] = known.server_name if known else ""
    initial |= {"has_relay": known.has_relay if known else True, "relay_ip": known.relay_ip if known else ""}
    posted = request.POST if request.method == "POST" else None
    form = ServerForm(posted, initial=initial, is_named=known is not None)
    if form.is_valid():
        with refusals_on(form):
            actions.set_up_chat(by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved. The engine room shows how the chat server is doing."))
            return redirect("chat:server")
    return render(request, "chat/server.html", {"form": form, "known": known})
