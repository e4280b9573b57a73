"""Log-in cards: making one, printing it once, and coming in with it."""

from __future__ import annotations

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import cards, sessions
from quartier.kernel.accounts.actions.passkeys import host_of
from quartier.kernel.accounts.forms import PinForm
from quartier.kernel.accounts.known import remember_account
from quartier.kernel.accounts.models import LoginCard, Way
from quartier.kernel.accounts.reauthentication import confirmed
from quartier.kernel.accounts.views.pages import account_of, page, strangers_only
from quartier.kernel.people.models import Account
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done

COOKIE = "quartier_card"
FOR_MINUTES = 10


def scanned(request: HttpRequest, token: str) -> HttpResponse:
    """What the QR code leads to. Moves the token out of the address at once: no history and no log keeps it."""
    response = redirect("account:card_pin")
    response.set_signed_cookie(
        COOKIE,
        token[:64],
        salt=COOKIE,
        max_age=60 * FOR_MINUTES,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


@strangers_only
def pin(request: HttpRequest) -> HttpResponse:
    token = request.get_signed_cookie(COOKIE, "", salt=COOKIE, max_age=60 * FOR_MINUTES) or ""
    form = PinForm(request.POST or None)
    refusal: Refused | None = None
    if form.is_valid():
        try:
            account, card = cards.account_by_card(token, form.cleaned_data["pin"], network=limits.network_of(request))
        except Refused as error:
            refusal = error
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
        else:
            return _welcome_in(request, account, card, shared=form.cleaned_data["shared"])
    return page(request, "card_pin", refusal, form=form, has_card=bool(token))


def _welcome_in(request: HttpRequest, account: Account, card: LoginCard, *, shared: bool) -> HttpResponse:
    sessions.log_in(request, account, way=Way.CARD, shared=shared, card=card.pk)
    response = redirect("today")
    response.delete_cookie(COOKIE, samesite="Lax")
    if not shared:
        remember_account(request, response, account)
    return response


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    own = account_of(request).person.login_cards.select_related("made_by").order_by("-made")
    return page(request, "cards", cards=own)


@confirmed
def make(request: HttpRequest) -> HttpResponse:
    """Asks first, because afterwards the card is shown just once."""
    if request.method != "POST":
        return page(request, "card_new")
    try:
        fresh = cards.issue_card(account_of(request).person, by=actor_of(request))
    except Refused as error:
        return page(request, "card_new", refused=str(error.message))
    return printed_card(request, fresh)


def printed_card(request: HttpRequest, fresh: cards.FreshCard) -> HttpResponse:
    """The sheet to print: QR code and log-in name on one half, the PIN on the other. For the desk too."""
    person = fresh.card.person
    address = request.build_absolute_uri(reverse("account:card", kwargs={"token": fresh.token}))
    return page(
        request,
        "card_print",
        fresh=fresh,
        person=person,
        account=person.account,
        qr=qr_code(address),
        host=request.get_host(),
        is_local=host_of(request) in {"localhost", "127.0.0.1", "[::1]"},
        is_own=person == account_of(request).person,
    )


def qr_code(text: str) -> SafeString:
    """Drawn here, as SVG without styles; nothing of `text` but its dots gets into the page."""
    drawn = segno.make(text, error="m", micro=False)
    svg = drawn.svg_inline(scale=1, border=2, omitsize=True, svgclass="account-qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308


@require_POST
@confirmed
def end(request: HttpRequest, pk: int) -> HttpResponse:
    cards.end_card(_own(request, pk), by=actor_of(request))
    done(request, _("The card lets nobody in any more."))
    return redirect("account:cards")


@require_POST
@confirmed
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    cards.resume_card(_own(request, pk), by=actor_of(request))
    done(request, _("The card works again."))
    return redirect("account:cards")


def _own(request: HttpRequest, pk: int) -> LoginCard:
    return get_object_or_404(LoginCard, pk=pk, person=account_of(request).person)
