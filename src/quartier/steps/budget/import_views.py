"""Taking over the projects of a Pabulib file: sent, looked at, then taken, all of them or none."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from quartier.api import actor_of, refusals_on, signed_in
from quartier.steps.budget import actions
from quartier.steps.budget.forms import TakeForm, UploadForm
from quartier.steps.budget.pabulib_in import MOST_BYTES, Found, look_at
from quartier.steps.budget.set_up_views import own_step
from quartier.ui.flash import done, warn
from quartier.ui.money import euros


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Looks at a file, and shows what would be taken. Nothing is kept of it."""
    step = own_step(request, pk)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            found = look_at(form.cleaned_data["file"].read(MOST_BYTES + 1))
            context = {"step": step, "take": TakeForm(initial={"projects": found.kept}), **_shown(found)}
            return render(request, "budget/preview.html", context)
    return render(request, "budget/upload.html", {"step": step, "form": form})


@require_POST
@signed_in
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """What was shown; looked at once more, as anybody may send anything."""
    step = own_step(request, pk)
    form = TakeForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            found = look_at(form.cleaned_data["projects"].encode())
            money = found.money if form.cleaned_data["takes_money"] and found.money else None
            many = actions.take_projects(step, found.rows, by=actor_of(request), money_cents=money)
            done(request, ngettext("%(num)d project taken over.", "%(num)d projects taken over.", many) % {"num": many})
            return redirect("budget:set_up", pk=pk)
    warn(request, " ".join(str(reason) for reasons in form.errors.values() for reason in reasons))
    return redirect("budget:upload", pk=pk)


def _shown(found: Found) -> dict[str, Any]:
    return {
        "found": found,
        "money": euros(found.money),
        "together": euros(sum(row.cost_cents or 0 for row in found.rows)),
        "rows": [
            [str(number), row.title, euros(row.cost_cents or 0)] for number, row in enumerate(found.rows, start=1)
        ],
    }
