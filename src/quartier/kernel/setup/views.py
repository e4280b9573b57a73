"""The set-up in the browser: one question a page, each answer kept, back at any time."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel.accounts.actions.sessions import log_in
from quartier.kernel.accounts.models import Way
from quartier.kernel.accounts.reauthentication import confirmed
from quartier.kernel.gate.pages import refused_to
from quartier.kernel.managing.outline import drawing_of
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Street
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of
from quartier.kernel.roles.keys import is_key_holder, key_holders_without_log_in
from quartier.kernel.roles.powers import require
from quartier.kernel.setup.accounts import first_access
from quartier.kernel.setup.answers import OUTLINE, STREETS, answers, asked, first_open, neighbours_of
from quartier.kernel.setup.completion import complete_setup
from quartier.kernel.setup.forms import FORMS, Form
from quartier.kernel.setup.link import is_setup_token
from quartier.kernel.setup.steps import STEPS
from quartier.kernel.setup.summary import summary as in_words
from quartier.kernel.terms.people import GRANT
from quartier.ui.flash import done as tell_done

P = ParamSpec("P")
MAY_SET_UP = "may_set_up"  # in the session of whoever opened the link


@require_safe
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What `./quartier start` printed. From here on the browser itself may go on, so the secret leaves the address."""
    if not is_setup_token(token):
        return render(request, "setup/wrong_link.html", status=404)
    if current_quarter().is_set_up:
        return render(request, "setup/already.html")
    request.session[MAY_SET_UP] = True
    return redirect("setup:start")


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Strangers read that something is beginning here; who has opened the link begins, or goes on."""
    if current_quarter().is_set_up:
        return redirect("today")
    if not request.session.get(MAY_SET_UP):
        return render(request, "setup/soon.html")
    given = answers()
    has_begun = "name" in given
    next_question = first_open(given)
    return render(request, "setup/start.html", {"has_begun": has_begun, "next": next_question})


def for_founders(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for who opened the link, and only until the quarter is set up."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if current_quarter().is_set_up or not request.session.get(MAY_SET_UP):
            return redirect("setup:start")
        return view(request, *args, **kwargs)

    return never_cache(checked)


@sensitive_post_parameters("passphrase", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@for_founders
def step(request: HttpRequest, key: str) -> HttpResponse:
    """One question. Sent, its answer is in the database before the next one is shown."""
    given = answers()
    if key not in STEPS:
        raise Http404
    if key not in {question.key for question in asked(given)} or (key == "login" and "you" not in given):
        return redirect("setup:start")
    step = STEPS[key]
    if request.method == "POST" and "later" in request.POST and step.postpone:
        step.postpone()
        return _go_on(request, key)
    form = _form(request, key)
    if form.is_valid():
        with refusals_on(form):
            step.write(form)
            return _go_on(request, key)
    before, _after, number, count = neighbours_of(key, given)
    context = {"step": step, "key": key, "form": form, "before": before, "number": number, "count": count + 1}
    if key == OUTLINE:
        context["drawing"] = drawing_of(given.get(OUTLINE, {}).get("geojson"))
    return render(request, "setup/step.html", context)


@require_safe
@for_founders
def summary(request: HttpRequest) -> HttpResponse:
    given = answers()
    rows = in_words(given)
    context = {"rows": rows, "open": first_open(given), "has_second": bool(given.get("second")), "count": len(rows) + 1}
    return render(request, "setup/summary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def complete(request: HttpRequest) -> HttpResponse:
    """Opens the quarter and logs its first key holder in. Pressed twice it has happened once."""
    if current_quarter().is_set_up or not request.session.get(MAY_SET_UP):
        return redirect("setup:start")
    if request.method != "POST":
        return redirect("setup:summary")
    founders = None
    with refused_to(request):
        founders = complete_setup()
    if founders is None:
        return redirect("setup:summary")
    request.session.pop(MAY_SET_UP, None)
    log_in(request, founders.first, way=Way.PASSPHRASE)
    tell_done(request, _("%(name)s is open. Welcome!") % {"name": current_quarter().name})
    return redirect("setup:second" if founders.second else "today")


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
@never_cache
def second(request: HttpRequest) -> HttpResponse:
    """The log-in of a key holder who has none yet: shown once, to be written down or printed. Made anew each time."""
    by = actor_of(request)
    require(by, GRANT)
    waiting = list(key_holders_without_log_in()) if is_key_holder(by.person) else []
    access: dict[Person, tuple[str, str]] = {}
    if request.method == "POST":
        wanted = next((person for person in waiting if str(person.pk) == request.POST.get("person")), None)
        if wanted is None:
            return redirect("setup:second")
        access[wanted] = first_access(wanted)
    context = {
        "waiting": waiting,
        "access": access,
        "address": request.build_absolute_uri(reverse("account:login")),
        "host": request.get_host(),
        "is_local": request.get_host().partition(":")[0] in {"localhost", "127.0.0.1", "[::1]"},
    }
    return render(request, "setup/second.html", context)


def _form(request: HttpRequest, key: str) -> Form:
    posted = request.POST if request.method == "POST" else None
    more: dict[str, Any] = {}
    if key == STREETS:
        more["known"] = Street.objects.order_by("key").values_list("name", flat=True)
    return FORMS[key](posted, request.FILES or None, answers(), **more)


def _go_on(request: HttpRequest, key: str) -> HttpResponse:
    """To the next question, or back to the summary for who came from there to change something."""
    given = answers()
    if "from_summary" in request.GET and first_open(given) is None:
        return redirect("setup:summary")
    _before, after, _number, _count = neighbours_of(key, given)
    return redirect("setup:step", key=after.key) if after else redirect("setup:summary")
