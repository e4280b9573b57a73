"""One tap for whoever is asked; for the desk whom it should ask, or look at."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel.gate.pages import for_the_desk, refused_to
from quartier.kernel.people.ages import CONSENT_UNDER, years_before
from quartier.kernel.people.confirmations import HomeCheck
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.residence.homes import actions
from quartier.kernel.residence.homes.asking import LAPSE_AFTER, SHOWN_BEFORE
from quartier.ui.flash import done

MOST = 100


@require_POST
@signed_in
def yes(request: HttpRequest) -> HttpResponse:
    with refused_to(request):
        actions.still_here(by=actor_of(request))
        done(request, _("Good that you are here. Thank you!"))
    return redirect("residence:here")


@require_POST
@for_the_desk
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    with refused_to(request):
        actions.seen_here(person, by=actor_of(request))
        done(request, _("Noted: %(name)s lives here.") % {"name": person.full_name})
    return redirect("residence:homes")


@require_safe
@for_the_desk
def homes(request: HttpRequest) -> HttpResponse:
    """Calmly: nothing happens by itself to whoever has no device."""
    now = timezone.now()
    open_ones = HomeCheck.objects.filter(answered=None).select_related("person").order_by("asked", "pk")
    yearly = open_ones.filter(why=HomeCheck.Why.YEARLY)
    context = {
        "moved": open_ones.filter(why=HomeCheck.Why.MOVED, person__standing=Standing.MEMBER)[:MOST],
        "without_device": yearly.filter(person__account=None, person__standing=Standing.MEMBER)[:MOST],
        "silent": yearly.filter(lapsed=None, person__account__isnull=False, asked__lt=now - LAPSE_AFTER + SHOWN_BEFORE)[
            :MOST
        ],
        "lapsed": yearly.filter(lapsed__isnull=False, person__standing=Standing.GUEST)[:MOST],
        "children": children_without_guardian()[:MOST],
        "lapse_days": LAPSE_AFTER.days,
    }
    return render(request, "residence/homes.html", context)


def children_without_guardian() -> list[Person]:
    """Under 16, and nobody agrees any more: a guardian moved away, died or is a guest again. The desk speaks with them."""
    today = timezone.localdate()
    born_after = years_before(today, CONSENT_UNDER)
    with_guardian = Guardianship.objects.filter(
        since__isnull=False, ended=None, guardian__standing=Standing.MEMBER
    ).values("child")
    young = Person.objects.filter(standing=Standing.MEMBER, birth_date__gt=born_after).exclude(pk__in=with_guardian)
    return [person for person in young.order_by("given_name", "pk") if person.needs_guardian]
