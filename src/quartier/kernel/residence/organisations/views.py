"""Asking an organisation, and answering for one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel.gate.pages import refused_to
from quartier.kernel.groups.models import Organisation
from quartier.kernel.people.confirmations import Surety
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.residence.organisations import actions
from quartier.ui.flash import done


@require_safe
@signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """For a guest: which organisations there are, and which I asked."""
    me = actor_of(request).subject
    asked = {
        one.organisation_id: one
        for one in me.sureties.filter(organisation__isnull=False, ended=None, confirmation=None)
    }
    rows = [(one, asked.get(one.pk)) for one in actions.organisations_that_confirm()]
    return render(request, "residence/organisations.html", {"me": me, "rows": rows})


@require_POST
@signed_in
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(actions.organisations_that_confirm(), pk=pk)
    with refused_to(request):
        actions.ask_organisation(organisation, by=actor_of(request))
        done(request, _("Asked: %(name)s") % {"name": organisation.name})
    return redirect("residence:organisations")


@require_POST
@signed_in
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    surety = _for_me(request, pk)
    with refused_to(request):
        actions.confirm_member(surety, by=actor_of(request))
        done(request, _("%(name)s is a neighbour now.") % {"name": surety.person.full_name})
    return redirect("residence:sureties")


@require_POST
@signed_in
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    surety = _for_me(request, pk)
    with refused_to(request):
        actions.decline_member(surety, by=actor_of(request))
        done(request, _("Taken back.") if surety.person_id == actor_of(request).subject.pk else _("Answered with no."))
    is_own = surety.person_id == actor_of(request).subject.pk
    return redirect("residence:organisations" if is_own else "residence:sureties")


def _for_me(request: HttpRequest, pk: int) -> Surety:
    """Whoever has nothing to do with it can't tell whether there is one."""
    me = actor_of(request)
    of_mine = Organisation.objects.filter(memberships__person=me.person, memberships__may_manage=True)
    known = Surety.objects.filter(organisation__isnull=False).select_related("person", "organisation")
    return get_object_or_404(known.filter(organisation__in=of_mine) | known.filter(person=me.subject), pk=pk)
