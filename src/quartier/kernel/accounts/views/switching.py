"""Several people on one device: out completely, back with a PIN."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import cards, sessions
from quartier.kernel.accounts.forms import ComeBackForm, SwitchForm
from quartier.kernel.accounts.known import listed, write_listed
from quartier.kernel.accounts.models import Way
from quartier.kernel.accounts.reauthentication import confirm_first, is_confirmed
from quartier.kernel.accounts.views.pages import account_of, page, strangers_only
from quartier.kernel.people.models import Account
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done

PIN_LENGTH = 6


@signed_in
def switch(request: HttpRequest) -> HttpResponse:
    """Logs out whoever is here; if they like, their first name stays on this device."""
    people = listed(request)
    is_listed = any(_is_of(token, account_of(request)) for _name, token in people)
    form = SwitchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["keep"] and not is_listed:
                if form.cleaned_data["pin"] and not is_confirmed(request):
                    return confirm_first(request)  # a PIN is a way in: not for whoever picks up a telephone left lying
                person = account_of(request).person
                fresh = cards.list_on_device(person, form.cleaned_data["pin"].strip(), by=actor_of(request))
                people = [*people, (person.given_name, fresh.token)]
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
        else:
            sessions.log_out(request)
            response = redirect("account:login")
            write_listed(request, response, people)
            response["Clear-Site-Data"] = '"cache"'
            return response
    return page(request, "switch", form=form, is_listed=is_listed)


@strangers_only
def back(request: HttpRequest, place: int) -> HttpResponse:
    """Somebody on the list comes back, with their PIN or their passphrase."""
    people = listed(request)
    if place >= len(people):
        return page(request, "back_nobody")
    name, token = people[place]
    if "forget" in request.POST:
        return _forget(request, name, token)
    form = ComeBackForm(request.POST or None)
    refusal: Refused | None = None
    if form.is_valid():
        secret = form.cleaned_data["secret"]
        try:
            account, way = _account_by(token, secret, network=limits.network_of(request))
        except Refused as error:
            refusal = error
            form.add_error("secret", str(error.message))
        else:
            sessions.log_in(request, account, way=way, shared=True)
            return redirect("today")
    return page(request, "back", refusal, form=form, name=name)


def _account_by(token: str, secret: str, *, network: str) -> tuple[Account, Way]:
    if len(secret.strip()) == PIN_LENGTH and secret.strip().isdecimal():
        return cards.account_by_card(token, secret, network=network)[0], Way.PIN
    card = cards.card_of(token)
    name, known_as = (card.person.account.login_name, f"listed:{card.pk}") if card else ("", "")
    return sessions.account_by_passphrase(name, secret, network=network, known_as=known_as), Way.PASSPHRASE


def _forget(request: HttpRequest, name: str, token: str) -> HttpResponse:
    """Takes a name off this device. Whoever holds the device may: it only takes away."""
    cards.forget_device(token)
    response = redirect("account:login")
    write_listed(request, response, [entry for entry in listed(request) if entry[1] != token])
    done(request, _("%(name)s is no longer listed on this device.") % {"name": name})
    return response


def _is_of(token: str, account: Account) -> bool:
    card = cards.card_of(token)
    return card is not None and card.person_id == account.person_id
