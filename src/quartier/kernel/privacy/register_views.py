"""The register of processing: public, because everybody may know it; with numbers for those who manage the quarter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from quartier.kernel.privacy.models import Erasure
from quartier.kernel.privacy.register import register, retained
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.requests import person_of
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.quarter import MANAGE


@require_safe
def register_page(request: HttpRequest) -> HttpResponse:
    manages = has_power(person_of(request), MANAGE)
    context = {
        "areas": register(counted=manages),
        "retained": retained(),
        "quarter": current_quarter(),
        "manages": manages,
        "help_url": reverse("handbook:page", kwargs={"name": "privacy"}),
        "erased": Erasure.objects.count() if manages else None,
    }
    return render(request, "privacy/register.html", context)
