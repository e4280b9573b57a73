"""With a code from a sheet: no account, no name. After an answer the device knows nothing of the code any more."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import person_of, refusals_on
from quartier.api.codes import network_of
from quartier.api.processes import Ballot, Step
from quartier.modules.youth import classes
from quartier.modules.youth.forms import CodeForm, IdeaForm
from quartier.modules.youth.models import ClassCode
from quartier.modules.youth.queries import code_of, open_step, takes_ideas
from quartier.ui.flash import done, warn

HELD = "youth_code"  # in the session, from typing the code until the answer
SCANNED = "youth_scanned"
HALF_AN_HOUR = 30 * 60
GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """What the picture on the slip leads to: the code leaves the address at once."""
    request.session[SCANNED] = code[:30]
    _forget_soon(request)
    return redirect("youth:code")


@GET_AND_POST
def enter(request: HttpRequest) -> HttpResponse:
    form = CodeForm(
        request.POST if request.method == "POST" else None, initial={"code": request.session.get(SCANNED, "")}
    )
    if form.is_valid():
        with refusals_on(form):
            code = classes.enter_code(form.cleaned_data["code"], network=network_of(request))
            request.session[HELD] = [code.pk, code.code_hash]
            request.session.pop(SCANNED, None)
            _forget_soon(request)
            return redirect("youth:code_answer")
    return render(request, "youth/code.html", {"form": form})


@GET_AND_POST
def answer(request: HttpRequest) -> HttpResponse:
    """The slip of the step that is open; in a step for ideas a place to write one."""
    code = _held(request)
    if code is None:
        request.session.pop(HELD, None)
        warn(request, _("Type in your code first."))
        return redirect("youth:code")
    step = open_step(code.sheet.process)
    sort = _form_for(step)
    context: dict[str, Any] = {"process": code.sheet.process, "sheet": code.sheet, "step": step, "form": None}
    if step is None or sort is None:
        return render(request, "youth/code_answer.html", context)
    ballot = Ballot.objects.filter(step=step, code=code.word).first()
    shown = {"initial": sort.answers(ballot.content)} if ballot is not None else {}
    form = sort(request.POST if request.method == "POST" else None, **shown)
    if form.is_valid():
        with refusals_on(form):
            _send(code, step, form)
            del request.session[HELD]
            done(request, _("Thank you! That is counted. Until the end you can change it: type in your code again."))
            return redirect("youth:code")
    return render(request, "youth/code_answer.html", {**context, "form": form, "ballot": ballot})


def _send(code: ClassCode, step: Step, form: Any) -> None:
    if takes_ideas(step):
        classes.propose_with_code(code, step, **form.cleaned_data)
    else:
        classes.choose_with_code(code, step, content=form.content())


def _form_for(step: Step | None) -> Any:
    if step is None:
        return None
    if takes_ideas(step):
        return IdeaForm
    return step.of_kind.ballot(step) if step.of_kind.ballot else None


def _held(request: HttpRequest) -> ClassCode | None:
    held = request.session.get(HELD)
    return code_of(*held) if isinstance(held, list) and len(held) == 2 else None


def _forget_soon(request: HttpRequest) -> None:
    """On a school's tablet the next child must not find it. Whoever is logged in stays so."""
    if person_of(request) is None:
        request.session.set_expiry(HALF_AN_HOUR)
