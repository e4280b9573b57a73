"""Logging in with the passphrase, logging out, and saying once more who is there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import cards, sessions
from quartier.kernel.accounts.actions.passkeys import host_of, why_not
from quartier.kernel.accounts.forms import ConfirmByPinForm, ConfirmForm, LoginForm, Question
from quartier.kernel.accounts.known import known_as, listed, remember_account
from quartier.kernel.accounts.models import Way
from quartier.kernel.accounts.reauthentication import confirm as note_confirmed
from quartier.kernel.accounts.views.pages import account_of, next_address, page, strangers_only, to_next
from quartier.kernel.people.models import Account
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
    context = {"next": next_address(request), "listed": listed(request), "passkeys": not why_not(request)}
    return page(request, "login", refusal, form=form, **context)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    sessions.log_out(request)
    done(request, _("You are logged out."))
    response = redirect("today")
    if request.COOKIES.get("drafts"):  # something unsent lies in this browser: the next page takes it away
        response.set_cookie("drafts", "forget", samesite="Lax")
    # Honoured over https: nothing seen before stays in the browser, and none of chat's keys.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    """Before a dangerous step: is it still the person who logged in? Whoever has no passphrase says the PIN of their card."""
    account, refusal = account_of(request), None
    by_pin = not account.has_usable_password()
    form = (ConfirmByPinForm if by_pin else ConfirmForm)(request.POST or None)
    if form.is_valid():
        try:
            (_check_pin if by_pin else _check_passphrase)(request, account, form)
        except Refused as error:
            refusal = error
            form.add_error(next(iter(form.fields)), str(error.message))
        else:
            note_confirmed(request)
            return to_next(request, "account:overview")
    context = {"next": next_address(request), "account": account, "passkeys": _has_passkey(request)}
    return page(request, "confirm", refusal, form=form, **context)


def _check_passphrase(request: HttpRequest, account: Account, form: Question) -> None:
    session = f"session:{request.session.session_key}"
    try:
        sessions.account_by_passphrase(
            account.login_name, form.cleaned_data["passphrase"], network=limits.network_of(request), known_as=session
        )
    except sessions.TooManyTries:
        raise
    except Refused as error:
        raise Refused(_("That is not your passphrase.")) from error


def _check_pin(request: HttpRequest, account: Account, form: Question) -> None:
    card = account.person.login_cards.filter(pk=request.session.get(sessions.CARD) or 0).first()
    if card is None:
        raise Refused(_("Please log in again with your card."))
    cards.check_pin(card, form.cleaned_data["pin"])


def _has_passkey(request: HttpRequest) -> bool:
    return not why_not(request) and account_of(request).passkeys.filter(host=host_of(request)).exists()
