"""The young people's money: everybody may read what was decided about it and what is left."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import actor_of, once, person_of, refusals_on, signed_in
from quartier.modules.youth import pots as ledger
from quartier.modules.youth import queries
from quartier.modules.youth.forms import GiveBackForm, PotForm, SpendForm
from quartier.modules.youth.models import Pot, Spending
from quartier.modules.youth.words import euros
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def pots(request: HttpRequest) -> HttpResponse:
    viewer = person_of(request)
    context = {
        "ledgers": queries.ledgers(),
        "cares": queries.cares(viewer),
        "euros": euros,
        "inside": queries.is_inside(viewer),
    }
    return render(request, "youth/pots.html", context)


@GET_AND_POST
@signed_in
@once
def new(request: HttpRequest) -> HttpResponse:
    _for_carers(request)
    form = PotForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            ledger.make_pot(by=actor_of(request), **form.cleaned_data)
            done(request, _("Everybody sees the money now."))
            return redirect("youth:pots")
    return _form(request, form, _("New money"), _("Write it down"))


@GET_AND_POST
@signed_in
@once
def spend(request: HttpRequest, pk: int) -> HttpResponse:
    _for_carers(request)
    pot = get_object_or_404(Pot, pk=pk)
    proposals = queries.proposals_to_pay(pot)
    form = SpendForm(request.POST if request.method == "POST" else None, proposals=proposals)
    if form.is_valid():
        with refusals_on(form):
            ledger.spend(pot, form.cleaned_data["proposal"], by=actor_of(request), cents=form.cleaned_data["cents"])
            done(request, _("Written down. Everybody sees it."))
            return redirect("youth:pots")
    left = _("%(sum)s are left.") % {"sum": euros(queries.left_in(pot))}
    is_empty = not form.is_bound and not proposals.exists()
    return _form(request, form, _("Give money to what was chosen"), _("Give it"), lead=left, is_empty=is_empty)


@GET_AND_POST
@signed_in
def back(request: HttpRequest, pk: int) -> HttpResponse:
    _for_carers(request)
    line = get_object_or_404(Spending.objects.select_related("pot"), pk=pk)
    form = GiveBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            ledger.give_back(line, by=actor_of(request), cents=form.cleaned_data["cents"])
            done(request, _("Written down. Everybody sees it."))
            return redirect("youth:pots")
    return _form(request, form, _("Money comes back"), _("Write it down"), lead=f"{line.title}: {euros(line.cents)}")


def _for_carers(request: HttpRequest) -> None:
    if not queries.cares(person_of(request)):
        raise Http404


def _form(request: HttpRequest, form: Any, title: str, submit: str, **more: Any) -> HttpResponse:
    return render(request, "youth/pot_form.html", {"form": form, "title": title, "submit": submit, **more})
