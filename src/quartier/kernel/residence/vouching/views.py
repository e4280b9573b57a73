"""Asking two neighbours, answering as one, and what the desk sees of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.gate.pages import for_the_desk, refused_to
from quartier.kernel.people.confirmations import Surety
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.newcomers import is_newcomer, newcomer_days
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.residence.organisations.actions import asked_of_organisations_of
from quartier.kernel.residence.settings import residence_settings
from quartier.kernel.residence.vouching import actions, chains
from quartier.kernel.residence.vouching.forms import VoucherForm
from quartier.kernel.roles.keys import is_key_holder
from quartier.ui.flash import done

LAST = 50


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def vouchers(request: HttpRequest) -> HttpResponse:
    """For a guest: whom I asked, and what they said."""
    me = actor_of(request).subject
    form = VoucherForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            surety = actions.ask_voucher(form.cleaned_data["full_name"], by=actor_of(request))
            done(request, _("Asked: %(name)s") % {"name": surety.typed})
            return redirect("residence:vouchers")
    counting = set(actions.counting_sureties(me).values_list("pk", flat=True))
    asked = [(one, one.pk in counting) for one in actions.open_sureties(me).order_by("asked")]
    context = {"me": me, "form": form, "asked": asked, "needed": actions.NEEDED, "given": min(len(counting), 2)}
    return render(request, "residence/vouchers.html", {**context, "days": newcomer_days()})


@require_safe
@signed_in
def sureties(request: HttpRequest) -> HttpResponse:
    """For a neighbour: who asks me, or an organisation that I look after; and for whom I vouched."""
    me = actor_of(request).person
    mine = Surety.objects.filter(voucher=me, ended=None).select_related("person").order_by("-asked")
    context = {
        "asked": [one for one in mine if one.given is None and one.person.standing == Standing.GUEST],
        "given": [one for one in mine if one.given is not None],
        "of_organisations": list(asked_of_organisations_of(me)),
        "left": actions.vouches_left(me),
        "most": residence_settings().vouches_a_year,
        "is_newcomer": is_newcomer(me),
        "days": newcomer_days(),
    }
    return render(request, "residence/sureties.html", context)


@require_POST
@signed_in
def give(request: HttpRequest, pk: int) -> HttpResponse:
    surety = get_object_or_404(Surety.objects.select_related("person"), pk=pk, voucher=actor_of(request).person)
    with refused_to(request):
        is_confirmed = actions.give_surety(surety, by=actor_of(request))
        sentence = _("%(name)s is a neighbour now.") if is_confirmed else _("Thank you. You vouch for %(name)s.")
        done(request, sentence % {"name": surety.person.full_name})
    return redirect("residence:sureties")


@require_POST
@signed_in
def end(request: HttpRequest, pk: int) -> HttpResponse:
    me = actor_of(request).subject
    surety = get_object_or_404(Surety.objects.filter(Q(voucher=me) | Q(person=me), organisation=None), pk=pk)
    with refused_to(request):
        actions.end_surety(surety, by=actor_of(request))
        done(request, _("Taken back."))
    return redirect("residence:vouchers" if surety.person_id == me.pk else "residence:sureties")


@require_safe
@for_the_desk
def overview(request: HttpRequest) -> HttpResponse:
    """Who vouched for whom: those who wait, and those who were confirmed last."""
    rows = Surety.objects.filter(given__isnull=False, ended=None).select_related("person", "voucher", "organisation")
    waiting = rows.filter(confirmation=None, person__standing=Standing.GUEST).order_by("given")
    confirmed = rows.filter(confirmation__withdrawn=None, confirmation__is_current=True).order_by("-given", "-pk")
    context = {"waiting": _by_person(waiting[:LAST]), "confirmed": _by_person(confirmed[:LAST])}
    return render(request, "residence/chains.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def chain(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who came through this one, before anything happens; then those who were chosen, together."""
    person, me = get_object_or_404(Person, pk=pk), actor_of(request).person
    if request.method == "POST":
        others = [int(number) for number in request.POST.getlist("with") if number.isdigit() and len(number) < 12]
        with refused_to(request):
            withdrawn = chains.withdraw_together(person, others, by=actor_of(request))
            if withdrawn:
                done(
                    request,
                    ngettext("%(num)s person is a guest again.", "%(num)s people are guests again.", len(withdrawn))
                    % {"num": len(withdrawn)},
                )
            return redirect("gate:person", pk=pk)
        return redirect("residence:chain", pk=pk)
    rows = [(row, row.person.pk != me.pk and not is_key_holder(row.person)) for row in chains.came_through(person)]
    context = {"person": person, "rows": rows, "is_me": person.pk == me.pk}
    return render(request, "residence/chain.html", context)


def _by_person(sureties: Iterable[Surety]) -> list[tuple[Person, list[Surety]]]:
    """Each guest or neighbour once, with those who vouched for them."""
    found: dict[Person, list[Surety]] = {}
    for surety in sureties:
        found.setdefault(surety.person, []).append(surety)
    return list(found.items())
