"""Back in: with a code from the desk, or by the word of two neighbours."""

from __future__ import annotations

import time

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import recovery, sessions, trust
from quartier.kernel.accounts.forms import CodeForm, HelperForm, RecoverForm
from quartier.kernel.accounts.models import VOUCHERS, Helper, Recovery, RecoveryCode, Vouch, Way
from quartier.kernel.accounts.reauthentication import confirmed
from quartier.kernel.accounts.views.pages import account_of, page
from quartier.kernel.accounts.views.security import new_passphrase_form, new_passphrase_parts
from quartier.kernel.people.models import Account
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done

CODE, CLAIM = "recovery_code", "quartier_recovery"
SAME_TIME = 0.25  # seconds that asking for help takes, whether there is such an account or not


def recover(request: HttpRequest) -> HttpResponse:
    """The ways back in, and the place to type the code from the desk."""
    form = CodeForm(request.POST or None)
    refusal: Refused | None = None
    if form.is_valid():
        try:
            found = recovery.recovery_by_code(form.cleaned_data["code"], network=limits.network_of(request))
        except Refused as error:
            refusal = error
            form.add_error("code", str(error.message))
        else:
            request.session[CODE] = found.pk
            return redirect("account:recover_new")
    return page(request, "recover", refusal, form=form, has_claim=_claimed(request) is not None)


def new_passphrase(request: HttpRequest) -> HttpResponse:
    """The last step of both ways."""
    code = (
        RecoveryCode.objects.select_related("person__account")
        .filter(pk=request.session.get(CODE) or 0, used=None)
        .first()
    )
    claimed = _claimed(request) if code is None else None
    person = (
        code.person
        if code
        else claimed.person
        if claimed and claimed.is_open and claimed.ready and claimed.ready <= timezone.now()
        else None
    )
    if person is None:
        return redirect("account:recover")
    form = new_passphrase_form(request)
    if form.is_valid():
        with refusals_on(form):
            chosen = form.cleaned_data["passphrase"]
            account = (
                recovery.finish_by_code(code, chosen) if code else recovery.finish_by_vouchers(_open(claimed), chosen)
            )
            return _back(request, account)
    return page(
        request, "recover_new", form=form, login_name=person.account.login_name, **new_passphrase_parts(request)
    )


def _back(request: HttpRequest, account: Account) -> HttpResponse:
    request.session.pop(CODE, None)
    sessions.log_in(request, account, way=Way.RECOVERY)
    done(
        request,
        _("Welcome back. All other devices are logged out; please look whether your cards and passkeys are yours."),
    )
    response = redirect("account:overview")
    response.delete_cookie(CLAIM, samesite="Lax")
    return response


def by_neighbours(request: HttpRequest) -> HttpResponse:
    """Asks two trusted people. The same page in the same time, whoever is named."""
    began = time.monotonic()
    form = RecoverForm(request.POST or None)
    refusal: Refused | None = None
    if form.is_valid():
        if limits.allowed(limits.RECOVERIES_OF_NETWORK, limits.network_of(request)):
            claim = recovery.begin_recovery(form.cleaned_data["login_name"])
            response = redirect("account:recover_waiting")
            _remember_claim(request, response, claim)
            _until_the_next_tick(began)
            return response
        refusal = sessions.TooManyTries(_("That was tried too often. Please come back tomorrow, or go to the desk."))
        form.add_error(None, str(refusal.message))
    return page(request, "recover_neighbours", refusal, form=form)


def _until_the_next_tick(began: float) -> None:
    """All answers leave at the same moments, also where finding one takes longer than one of them."""
    if SAME_TIME:
        time.sleep(SAME_TIME - (time.monotonic() - began) % SAME_TIME)


def waiting(request: HttpRequest) -> HttpResponse:
    """What to do now: read the code to two trusted people; and how far it is."""
    claimed = _claimed(request)
    if claimed is None:
        return redirect("account:recover")
    given = claimed.vouches.exclude(given=None).count()
    is_ready = claimed.ready is not None and claimed.ready <= timezone.now()
    context = {"code": _claim_of(request).code, "given": min(given, VOUCHERS), "needed": VOUCHERS, "is_ready": is_ready}
    return page(request, "recover_waiting", recovery=claimed, **context)


@signed_in
def vouch(request: HttpRequest, pk: int) -> HttpResponse:
    """For a trusted person: type the code that they read to you."""
    asked = get_object_or_404(Recovery, pk=pk)
    own = get_object_or_404(
        Vouch.objects.select_related("recovery__person"), recovery=asked, helper=account_of(request).person
    )
    form = CodeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            recovery.vouch(own.recovery, form.cleaned_data["code"], by=actor_of(request))
            done(request, _("Thank you. You have vouched for %(name)s.") % {"name": own.recovery.person})
            return redirect("account:helpers")
    return page(request, "vouch", form=form, vouch=own, person=own.recovery.person)


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What was asked for in my name, with the button that stops it."""
    asked = account_of(request).person.recoveries.order_by("-began")[:10]
    codes = account_of(request).person.recovery_codes.select_related("issued_by").order_by("-issued")[:10]
    return page(request, "recoveries", recoveries=asked, codes=codes)


@require_POST
@signed_in
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    recovery.stop_recovery(get_object_or_404(Recovery, pk=pk, person=account_of(request).person), by=actor_of(request))
    done(request, _("It is stopped. Nobody can set your passphrase with it."))
    return redirect("account:recoveries")


@confirmed
def trusted(request: HttpRequest) -> HttpResponse:
    """Whom I trust with this, and who trusts me."""
    person = account_of(request).person
    form = HelperForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            trust.choose_helper_named(form.cleaned_data["name"], by=actor_of(request))
            return redirect("account:helpers")
    chosen = Helper.objects.filter(person=person).select_related("helper").order_by("since")
    trusting = Helper.objects.filter(helper=person).select_related("person").order_by("since")
    context = {"needed": VOUCHERS, "most": trust.MOST_HELPERS, "person": person}
    return page(request, "helpers", form=form, chosen=chosen, trusting=trusting, **context)


@require_POST
@confirmed
def end_help(request: HttpRequest, pk: int) -> HttpResponse:
    person = account_of(request).person
    row = get_object_or_404(Helper.objects.filter(Q(person=person) | Q(helper=person)), pk=pk)
    trust.end_help(row, by=actor_of(request))
    return redirect("account:helpers")


def _remember_claim(request: HttpRequest, response: HttpResponse, claim: recovery.Claim) -> None:
    response.set_signed_cookie(
        CLAIM,
        f"{claim.token}.{claim.code}",
        salt=CLAIM,
        max_age=int((2 * recovery.VOUCH_WITHIN + recovery.WAIT).total_seconds()),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _claim_of(request: HttpRequest) -> recovery.Claim:
    token, _dot, code = (request.get_signed_cookie(CLAIM, "", salt=CLAIM) or "").partition(".")
    return recovery.Claim(token, code)


def _claimed(request: HttpRequest) -> Recovery | None:
    return recovery.recovery_by_claim(_claim_of(request).token)


def _open(claimed: Recovery | None) -> Recovery:
    if claimed is None:
        raise Refused(_("This is over: it was stopped, finished, or took longer than three days."))
    return claimed
