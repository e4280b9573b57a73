"""Passkeys: adding, naming and removing them, and coming in with one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import passkeys, sessions
from quartier.kernel.accounts.forms import PasskeyForm
from quartier.kernel.accounts.known import remember_account
from quartier.kernel.accounts.models import Passkey, Way
from quartier.kernel.accounts.reauthentication import confirm, confirmed
from quartier.kernel.accounts.views.pages import account_of, next_address, page, to_next
from quartier.kernel.people.models import Account
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import person_of, signed_in
from quartier.ui.flash import done


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    own = account_of(request).passkeys.order_by("-made")
    return page(request, "passkeys", passkeys=own, why_not=passkeys.why_not(request), host=passkeys.host_of(request))


@confirmed
def add(request: HttpRequest) -> HttpResponse:
    """The browser's own window does the work; the page that asks for it needs scripts, and says so."""
    reason = passkeys.why_not(request)
    if "question" in request.POST:
        return _question(lambda: passkeys.begin_adding(request, account_of(request)))
    form = PasskeyForm(request.POST or None)
    if not reason and form.is_valid():
        with refusals_on(form):
            passkeys.add_passkey(request, account_of(request), _credential(request), name=form.cleaned_data["name"])
            done(request, _("The passkey is added. Next time you can log in with it."))
            return redirect("account:passkeys")
    return page(request, "passkey_add", form=form, why_not=reason)


def use(request: HttpRequest) -> HttpResponse:
    """Logs in with a passkey; whoever is in already says once more that it is them."""
    if "question" in request.POST:
        if not limits.allowed(limits.PASSKEYS_OF_NETWORK, limits.network_of(request)):
            return JsonResponse({"error": _("That was tried too often. Please wait a quarter of an hour.")}, status=429)
        return _question(lambda: passkeys.begin_asking(request))
    refused = ""
    if request.method == "POST":
        try:
            account = passkeys.account_by_passkey(request, _credential(request), expected=person_of(request))
        except Refused as error:
            refused = str(error.message)
        else:
            return _let_in(request, account)
    return page(request, "passkey", next=next_address(request), refused=refused, why_not=passkeys.why_not(request))


def _let_in(request: HttpRequest, account: Account) -> HttpResponse:
    if person_of(request) is not None:
        confirm(request)
        return to_next(request, "account:overview")
    sessions.log_in(request, account, way=Way.PASSKEY)
    response = to_next(request)
    remember_account(request, response, account)
    return response


@confirmed
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    passkey = _own(request, pk)
    form = PasskeyForm(request.POST or None, initial={"name": passkey.name})
    if form.is_valid():
        with refusals_on(form):
            passkeys.rename_passkey(passkey, form.cleaned_data["name"], by=account_of(request))
            return redirect("account:passkeys")
    return page(request, "passkey_rename", form=form)


@require_POST
@confirmed
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    passkeys.remove_passkey(_own(request, pk), by=account_of(request))
    done(request, _("The passkey is removed. You can also delete it on your device."))
    return redirect("account:passkeys")


def _own(request: HttpRequest, pk: int) -> Passkey:
    return get_object_or_404(Passkey, pk=pk, account=account_of(request))


def _question(begin: Callable[[], dict[str, Any]]) -> HttpResponse:
    try:
        return JsonResponse(begin())
    except Refused as error:
        return JsonResponse({"error": str(error.message)})


BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def _credential(request: HttpRequest) -> dict[str, Any]:
    """What the browser answered, as JSON in a form field."""
    try:
        credential = json.loads(request.POST.get("credential", "")[:20_000])
    except (ValueError, RecursionError) as error:
        raise Refused(_("Your browser sent no passkey. Please try again.")) from error
    if not isinstance(credential, dict) or not BASE64URL.fullmatch(str(credential.get("id", ""))):
        raise Refused(_("Your browser sent no passkey. Please try again."))
    return credential
