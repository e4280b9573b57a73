"""What everybody may read: the house rules and the log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel.managing.views import for_managers
from quartier.kernel.moderation import house_rules
from quartier.kernel.moderation.forms import RulesForm
from quartier.kernel.moderation.log import FEW, months
from quartier.kernel.moderation.log_models import HouseRules
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.quarter import MANAGE
from quartier.ui.dates import month as month_in_words
from quartier.ui.flash import done


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """As they hold now; `?version=2`: as they held then."""
    wanted = request.GET.get("version", "")
    newest = house_rules.newest_rules()
    version = HouseRules.objects.filter(version=int(wanted)).first() if _is_number(wanted) else newest
    is_old = wanted == "0" and newest is not None
    shown = None if is_old else version or newest
    context = {
        "rules": house_rules.rules_in_words(shown),
        "shown": shown,
        "is_newest": shown == newest,
        "versions": list(HouseRules.objects.order_by("-version")),
        "may_change": has_power(person_of(request), MANAGE),
    }
    return render(request, "moderation/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def edit_rules(request: HttpRequest) -> HttpResponse:
    form = RulesForm(request.POST if request.method == "POST" else None, version=house_rules.newest_rules())
    if form.is_valid():
        with refusals_on(form):
            said = dict(form.cleaned_data)
            more = said.pop("more")
            house_rules.change_rules(said, more, by=actor_of(request))
            done(request, _("Saved."))
            return redirect("moderation:rules")
    return render(request, "moderation/edit_rules.html", {"form": form})


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    return render(
        request, "moderation/log.html", {"months": [(month_in_words(one.month), one) for one in months()], "few": FEW}
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7
