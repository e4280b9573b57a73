"""The pages of the help exchange."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from quartier.api import actor_of, entries, person_of, refusals_on, require, signed_in, visible_or_404
from quartier.modules.help import actions, terms
from quartier.modules.help.forms import OfferForm
from quartier.modules.help.models import Offer


def offers(request: HttpRequest) -> HttpResponse:
    return render(request, "help/offers.html", {"page": entries(person_of(request), kind="help.offer")})


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    require(actor_of(request), terms.OFFER)
    form = OfferForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            offer = actions.offer_help(by=actor_of(request), **form.cleaned_data)
            return redirect("help:offer", pk=offer.pk)
    return render(request, "help/new.html", {"form": form})


def offer(request: HttpRequest, pk: int) -> HttpResponse:
    offer = get_object_or_404(Offer, pk=pk)
    entry = visible_or_404(person_of(request), offer)
    return render(request, "help/offer.html", {"offer": offer, "entry": entry})
