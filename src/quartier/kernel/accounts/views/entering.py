"""Logging in with the passphrase, logging out, and saying once more who is there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import sessions
from quartier.kernel.accounts.forms import ConfirmForm, LoginForm
from quartier.kernel.accounts.known import known_as, listed, remember_account
from quartier.kernel.accounts.models import Way
from quartier.kernel.accounts.reauthentication import confirm as note_confirmed
from quartier.kernel.accounts.views.pages import account_of, next_address, page, strangers_only, to_next
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import signed_in
from quartier.ui.flash import done


@strangers_only
def login(request: HttpRequest) -> HttpResponse:
    form = LoginForm(request.POST or None)
    refusal: Refused | None = None
    if form.is_valid():
        typed, shared = form.cleaned_data["login_name"], form.cleaned_data["shared"]
        try:
            account = sessions.account_by_passphrase(
                typed,
                form.cleaned_data["passphrase"],
                network=limits.network_of(request),
                known_as=known_as(request, sessions.account_named(typed)),
            )
        except Refused as error:
            refusal = error
            form.add_error(None, str(error.message))
        else:
            sessions.log_in(request, account, way=Way.PASSPHRASE, shared=shared)
            response = to_next(request)
            if not shared:
                remember_account(request, response, account)
            return response
    return page(request, "login", refusal, form=form, next=next_address(request), listed=listed(request))


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    sessions.log_out(request)
    done(request, _("You are logged out."))
    response = redirect("account:login")
    response["Clear-Site-Data"] = '"cache"'  # honoured over https: nothing seen before stays in the browser
    return response


@signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    """Before a dangerous step: is it still the person who logged in?"""
    form = ConfirmForm(request.POST or None)
    account, refusal = account_of(request), None
    if form.is_valid():
        try:
            sessions.account_by_passphrase(
                account.login_name,
                form.cleaned_data["passphrase"],
                network=limits.network_of(request),
                known_as=f"session:{request.session.session_key}",
            )
        except Refused as error:
            refusal = error
            is_wrong = not isinstance(error, sessions.TooManyTries)
            form.add_error("passphrase", _("That is not your passphrase.") if is_wrong else str(error))
        else:
            note_confirmed(request)
            return to_next(request, "today")
    return page(request, "confirm", refusal, form=form, next=next_address(request), account=account)
