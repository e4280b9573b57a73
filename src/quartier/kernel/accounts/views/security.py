"""How I get in: everything on one page, and the pages that change it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.kernel.accounts.actions import accounts, sessions
from quartier.kernel.accounts.devices import in_words
from quartier.kernel.accounts.forms import EmailForm, LoginNameForm, PassphraseForm
from quartier.kernel.accounts.models import Device
from quartier.kernel.accounts.reauthentication import confirmed
from quartier.kernel.accounts.views.pages import account_of, page
from quartier.kernel.accounts.words import proposed_passphrase
from quartier.kernel.contract import Slot
from quartier.kernel.drafts.once import once
from quartier.kernel.quarter.panels import panels
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import signed_in
from quartier.ui.flash import done


@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    counts = {
        "devices": len(sessions.devices_of(account)),
        "cards": account.person.login_cards.count(),
        "passkeys": account.passkeys.count(),
        "helpers": account.person.recovery_helpers.count(),
    }
    return page(request, "overview", account=account, counts=counts)


@signed_in
def devices(request: HttpRequest) -> HttpResponse:
    shown = [(device, in_words(device)) for device in sessions.devices_of(account_of(request))]
    beside = panels(request, Slot.DEVICES, account_of(request).person)
    return page(request, "devices", devices=shown, current=request.session.session_key, panels=beside)


@require_POST
@signed_in
def end_device(request: HttpRequest, pk: int) -> HttpResponse:
    device = get_object_or_404(Device, pk=pk, account=account_of(request))
    sessions.end_session(device, by=account_of(request))
    done(request, _("%(device)s is logged out.") % {"device": in_words(device)})
    return redirect("account:devices")


@require_POST
@signed_in
def end_others(request: HttpRequest) -> HttpResponse:
    sessions.end_sessions(account_of(request), but=request.session.session_key or "")
    done(request, _("You are logged out everywhere else."))
    return redirect("account:devices")


@confirmed
@once
def passphrase(request: HttpRequest) -> HttpResponse:
    account, asked = account_of(request), request.POST if request.method == "POST" else None
    form = new_passphrase_form(request)
    if asked is not None and form.is_valid():
        with refusals_on(form):
            accounts.change_passphrase(
                account, form.cleaned_data["passphrase"], session_key=request.session.session_key or ""
            )
            sessions.keep_session(request, account)
            done(request, _("Your passphrase is changed. All other devices are logged out."))
            return redirect("account:overview")
    return page(request, "passphrase", form=form, login_name=account.login_name, **new_passphrase_parts(request))


def new_passphrase_form(request: HttpRequest) -> PassphraseForm:
    """The form; where a button asked only to show or to propose, unbound, with what was typed so far."""
    asked = request.POST
    if request.method != "POST":
        return PassphraseForm()
    if "take" in asked:
        return PassphraseForm(initial={"passphrase": asked["take"][:200]})
    if "show" in asked or "other_words" in asked:
        return PassphraseForm(initial={"passphrase": asked.get("passphrase", "")})
    return PassphraseForm(asked)


def new_passphrase_parts(request: HttpRequest) -> dict[str, Any]:
    return {"words": proposed_passphrase(), "shown": "show" in request.POST or "take" in request.POST}


@confirmed
def login_name(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    form = LoginNameForm(request.POST or None, initial={"login_name": account.login_name})
    if form.is_valid():
        with refusals_on(form):
            accounts.change_login_name(account, form.cleaned_data["login_name"])
            done(request, _("Your log-in name is now %(name)s.") % {"name": account.login_name})
            return redirect("account:overview")
    return page(request, "login_name", form=form)


@confirmed
def email(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    form = EmailForm(request.POST if request.method == "POST" else None, initial={"email": account.email})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            accounts.change_email(account, form.cleaned_data["email"])
            done(request, _("Your e-mail address is kept.") if account.email else _("Your e-mail address is deleted."))
            return redirect("account:overview")
    return page(request, "email", form=form)
