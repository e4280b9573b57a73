"""Joining: one question a page. Answers wait in the session, so that "back" finds them again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import accounts
from quartier.kernel.accounts.actions.sessions import TooManyTries, log_in
from quartier.kernel.accounts.forms import AgeForm, BirthDateForm, EmailForm, NameForm
from quartier.kernel.accounts.login_names import proposed_login_name
from quartier.kernel.accounts.models import Way
from quartier.kernel.accounts.views.pages import account_of, page, strangers_only
from quartier.kernel.accounts.views.security import new_passphrase_form, new_passphrase_parts
from quartier.kernel.people.names import checked_name
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import person_of, signed_in

ANSWERS = "joining"
QUESTIONS = 5


@strangers_only
def name(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial=_answers(request))
    if form.is_valid():
        with refusals_on(form):
            _remember(request, **checked_name(**form.cleaned_data))
            return redirect("account:join_age")
    return page(request, "join_name", form=form, now=1, total=QUESTIONS)


@strangers_only
def age(request: HttpRequest) -> HttpResponse:
    if missing := _first_missing(request, "given_name"):
        return redirect(missing)
    form = AgeForm(request.POST or None, initial=_answers(request))
    if form.is_valid():
        under_18 = form.cleaned_data["under_18"] == "yes"
        _remember(request, under_18=form.cleaned_data["under_18"], **({} if under_18 else {"birth_date": ""}))
        return redirect("account:join_birth_date" if under_18 else "account:join_login_name")
    return page(request, "join_age", form=form, now=2, total=QUESTIONS)


@strangers_only
def birth_date(request: HttpRequest) -> HttpResponse:
    """Only of those under 18: for them other rules hold, and a guardian is asked."""
    if missing := _first_missing(request, "given_name", "under_18"):
        return redirect(missing)
    form = BirthDateForm(request.POST or None, initial=_answers(request))
    if form.is_valid():
        with refusals_on(form):
            accounts.check_birth_date(form.cleaned_data["birth_date"])
            _remember(request, birth_date=form.cleaned_data["birth_date"].isoformat())
            return redirect("account:join_login_name")
    return page(request, "join_birth_date", form=form, now=2, total=QUESTIONS)


@strangers_only
def login_name(request: HttpRequest) -> HttpResponse:
    """The proposed log-in name. Another one, as often as somebody likes."""
    if missing := _first_missing(request, "given_name", "under_18"):
        return redirect(missing)
    proposed = _answers(request).get("login_name")
    if not proposed or "another" in request.POST:
        proposed = proposed_login_name()
        _remember(request, login_name=proposed)
    if request.method == "POST":
        return redirect("account:join_login_name" if "another" in request.POST else "account:join_passphrase")
    return page(request, "join_login_name", proposed=proposed, now=3, total=QUESTIONS)


@strangers_only
def passphrase(request: HttpRequest) -> HttpResponse:
    """The last question before the account is there."""
    if missing := _first_missing(request, "given_name", "under_18", "login_name"):
        return redirect(missing)
    form = new_passphrase_form(request)
    refusal: Refused | None = None
    if form.is_valid():
        try:
            return _join(request, form.cleaned_data["passphrase"])
        except accounts.LoginNameTaken:
            _remember(request, login_name=proposed_login_name())
            form.add_error(None, _("Somebody else has just taken this log-in name. Here is another one for you."))
        except Refused as error:
            refusal = error
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
    context = {"login_name": _answers(request)["login_name"], **new_passphrase_parts(request)}
    return page(request, "join_passphrase", refusal, form=form, now=4, total=QUESTIONS, **context)


def _join(request: HttpRequest, passphrase: str) -> HttpResponse:
    answers = _answers(request)
    born = answers.get("birth_date") or None
    arguments = {key: answers.get(key, "") for key in ("given_name", "family_name", "login_name")}
    if not limits.allowed(limits.SIGN_UPS_OF_NETWORK, limits.network_of(request)):
        raise TooManyTries(_("Very many people are joining from here at the moment. Please try again in an hour."))
    account = accounts.sign_up(
        passphrase=passphrase, birth_date=date.fromisoformat(born) if born else None, **arguments
    )
    log_in(request, account, way=Way.SIGN_UP)
    request.session.pop(ANSWERS, None)
    return redirect("account:join_email")


@signed_in
def email(request: HttpRequest) -> HttpResponse:
    """If they like, an e-mail address. The account is there already, whatever happens here."""
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            accounts.change_email(account_of(request), form.cleaned_data["email"])
            return redirect("account:welcome")
    return page(request, "join_email", form=form, now=5, total=QUESTIONS)


@signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """What is next: how a guest becomes a neighbour."""
    return page(request, "welcome", account=account_of(request), person=person_of(request))


def _answers(request: HttpRequest) -> dict[str, Any]:
    found = request.session.get(ANSWERS)
    return dict(found) if isinstance(found, dict) else {}


def _remember(request: HttpRequest, **answers: Any) -> None:
    request.session[ANSWERS] = {**_answers(request), **answers}


def _first_missing(request: HttpRequest, *needed: str) -> str:
    """The page of the first question that has no answer yet."""
    answers = _answers(request)
    pages = {"given_name": "account:join", "under_18": "account:join_age", "login_name": "account:join_login_name"}
    for key in needed:
        if not answers.get(key):
            return pages[key]
    if "login_name" not in needed:
        return ""
    return "account:join_birth_date" if answers.get("under_18") == "yes" and not answers.get("birth_date") else ""
