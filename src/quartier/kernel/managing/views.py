"""The quarter's own pages: name, area, imprint, modules; and what everybody may read about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel import registry
from quartier.kernel.choosing.actions import switch_by_hand
from quartier.kernel.drafts.once import once
from quartier.kernel.managing import actions
from quartier.kernel.managing.forms import ImprintForm, OutlineForm, QuarterNameForm, SwitchForm
from quartier.kernel.managing.outline import drawing_of
from quartier.kernel.managing.schemas_of_kernel import OF_KERNEL, name_of, schema_of
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.quarter.modules import is_on, read_settings
from quartier.kernel.quarter.schemas import form_of
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.quarter import MANAGE
from quartier.ui.flash import done

P = ParamSpec("P")


def for_managers(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for those who may change the quarter."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(actor_of(request), MANAGE)
        return view(request, *args, **kwargs)

    return signed_in(checked)


@require_safe
@for_managers
def home(request: HttpRequest) -> HttpResponse:
    quarter = current_quarter()
    context = {"quarter": quarter, "has_area": quarter.area is not None, "count": sum(_are_on())}
    return render(request, "managing/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def name(request: HttpRequest) -> HttpResponse:
    form = QuarterNameForm(_posted(request), initial={"name": current_quarter().name})
    if form.is_valid():
        with refusals_on(form):
            actions.rename_quarter(form.cleaned_data["name"], by=actor_of(request))
            return _saved(request)
    return render(request, "managing/form.html", {"form": form, "title": _("Name of the quarter")})


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def area(request: HttpRequest) -> HttpResponse:
    form = OutlineForm(_posted(request), request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            actions.change_area(form.geojson(), by=actor_of(request))
            return _saved(request)
    return render(request, "managing/area.html", {"form": form, "drawing": drawing_of(current_quarter().area)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def edit_imprint(request: HttpRequest) -> HttpResponse:
    form = ImprintForm(_posted(request), initial={"imprint": current_quarter().imprint})
    if form.is_valid():
        with refusals_on(form):
            actions.change_imprint(form.cleaned_data["imprint"], by=actor_of(request))
            return _saved(request)
    return render(request, "managing/form.html", {"form": form, "title": _("Imprint")})


@require_safe
@for_managers
def modules(request: HttpRequest) -> HttpResponse:
    """What this quarter uses. Nothing is lost by switching something off."""
    rows = [(module, is_on(module.slug)) for module in registry.offered()]
    return render(request, "managing/modules.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
@once
def switch(request: HttpRequest, slug: str) -> HttpResponse:
    """By hand, without asking the neighbours: so it asks for the reason, which everybody can read."""
    module = registry.module(slug)
    if module is None:
        raise Http404
    on = is_on(slug)
    form = SwitchForm(_posted(request), initial={"on": "0" if on else "1"})
    if form.is_valid():
        wanted = form.cleaned_data["on"] == "1"
        with refusals_on(form):
            switch_by_hand(slug, on=wanted, by=actor_of(request), reason=form.cleaned_data["reason"])
            sentence = _("%(name)s is switched on.") if wanted else _("%(name)s is switched off. Nothing is lost.")
            done(request, sentence % {"name": module.name})
            return redirect("quarter:modules")
    return render(request, "managing/switch.html", {"module": module, "on": on, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Made from the module's own dataclass."""
    schema = schema_of(slug)
    if schema is None:
        module = registry.module(slug)
        if module is None:
            raise Http404
        return render(request, "managing/no_settings.html", {"module": module})
    now = read_settings(slug, schema)
    form = form_of(schema)(_posted(request), initial=asdict(now))
    if form.is_valid():
        with refusals_on(form):
            actions.change_settings(slug, form.cleaned_data, by=actor_of(request))
            done(request, _("Saved."))
            return redirect("quarter:home" if slug in OF_KERNEL else "quarter:modules")
    return render(
        request, "managing/settings.html", {"form": form, "name": name_of(slug), "is_kernel": slug in OF_KERNEL}
    )


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    return render(request, "managing/imprint.html", {"lines": current_quarter().imprint.splitlines()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "managing/privacy.html", {"quarter": current_quarter()})


def _are_on() -> list[bool]:
    return [is_on(module.slug) for module in registry.offered()]


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _saved(request: HttpRequest) -> HttpResponse:
    done(request, _("Saved."))
    return redirect("quarter:home")
