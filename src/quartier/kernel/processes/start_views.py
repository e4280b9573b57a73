"""Beginning a process, one question a page: each says what the answer means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel import registry
from quartier.kernel.drafts.once import once
from quartier.kernel.drafts.steps import CHECK, Steps
from quartier.kernel.groups.models import Group, Organisation
from quartier.kernel.processes.area import area_chosen, chosen_in_words
from quartier.kernel.processes.models import Who
from quartier.kernel.processes.page import ages_in_words
from quartier.kernel.processes.start_forms import QUARTER, QUESTIONS, WholeForm, organisers_for, templates_on_offer
from quartier.kernel.processes.starting import start_process
from quartier.kernel.processes.where_form import WhereForm
from quartier.kernel.processes.where_views import parts_of, take_spot
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.step_contract import StepPlan
from quartier.ui.dates import date_long
from quartier.ui.flash import done

MEANS = {
    "way": gettext_lazy("Each way ends with an answer. Its times, and what is asked in each step, you can still change."),
    "organiser": gettext_lazy("They look after it and owe the answer: not you alone, but all who lead the group or speak for it."),
    "question": gettext_lazy("People read the name in lists and the question on its page. Once it has begun, both stay as they are."),
    "who": gettext_lazy("Who that is, is written down when the first step opens. Whoever comes later reads along."),
    "where": gettext_lazy("It is shown on a map, and found by the names of its streets. It changes nothing about who may take part."),
    "when": gettext_lazy("One step follows the other by itself. What is open can only be made longer."),
    "answer": gettext_lazy(
        "Before this day you are reminded; if it is late, those who took part are told."
        " A public office may promise the answer instead of you."
    ),
}  # fmt: skip

TITLES = {
    "way": gettext_lazy("How do you want to go about it?"),
    "organiser": gettext_lazy("In whose name do you ask?"),
    "question": gettext_lazy("Your question"),
    "who": gettext_lazy("Who may take part?"),
    "where": gettext_lazy("Where?"),
    "when": gettext_lazy("When?"),
    "answer": gettext_lazy("The answer"),
}


def steps_of(request: HttpRequest, step: str) -> Steps:
    """What a page asks depends on the answers before: so those are read first."""
    organisers = organisers_for(actor_of(request).subject)
    return _steps(request, step, organisers, _steps(request, CHECK, organisers, {}).answers)


def _steps(
    request: HttpRequest, step: str, organisers: list[tuple[str, str]], so_far: Mapping[str, list[str]]
) -> Steps:
    return Steps(
        request,
        "process.process",
        QUESTIONS,
        url=lambda step: reverse("process:ask", kwargs={"step": step}),
        step=step,
        label=_("A question to neighbours"),
        organisers=organisers,
        so_far=so_far,
    )


@require_safe
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """The first question; with `?template=…`, from a page where one chooses the way, the second."""
    if (nobody := _nobody_to_ask_for(request)) is not None:
        return nobody
    steps, template = steps_of(request, "way"), request.GET.get("template", "")
    if template not in templates_on_offer() or steps.is_begun:
        return redirect(steps.url("way"))
    steps.suggest({"template": [template]})
    return redirect(steps.url("organiser"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask(request: HttpRequest, step: str) -> HttpResponse:
    if (nobody := _nobody_to_ask_for(request)) is not None:
        return nobody
    steps = steps_of(request, step)
    if step == CHECK:
        return _check(request, steps)
    said = {"means": MEANS[step], "titles": TITLES}
    return steps.ask("processes/ask.html", said, finish=_with_map(request) if step == "where" else None)


def _with_map(request: HttpRequest) -> Callable[[WhereForm], dict[str, Any]]:
    def finish(form: WhereForm) -> dict[str, Any]:
        take_spot(request, form)
        return parts_of(form)

    return finish


def _nobody_to_ask_for(request: HttpRequest) -> HttpResponse | None:
    """A process belongs to a group, an organisation or the quarter: whoever speaks for none reads how to go about it."""
    person = actor_of(request).subject
    if not person.is_member:
        raise Refused(_("You can do this as soon as somebody has confirmed that you live here."))
    return None if organisers_for(person) else render(request, "processes/new.html")


def _check(request: HttpRequest, steps: Steps) -> HttpResponse:
    open_step = steps.first_open()
    if steps.went_to:  # asked after the answers were read: they go in the moment in which it is begun
        return redirect(steps.went_to)
    if open_step != CHECK:
        return redirect(steps.url(open_step))
    form = steps.whole(WholeForm)
    form.is_valid()
    return _begin(request, steps, form) if request.method == "POST" else _last_look(request, steps, form)


@once
def _begin(request: HttpRequest, steps: Steps, form: WholeForm) -> HttpResponse:
    by, said = actor_of(request), form.cleaned_data
    with refusals_on(form):
        group, organisation = _organiser(said["organiser"])
        about = {**form.details(), **area_chosen(said, by=by)}
        process = start_process(said["template"], by=by, group=group, organisation=organisation, **about)
        steps.drop()
        done(request, _("Kept as a draft. Only you see it until you announce it."))
        return redirect("process:manage", pk=process.pk)
    return _last_look(request, steps, form)


def _last_look(request: HttpRequest, steps: Steps, form: WholeForm) -> HttpResponse:
    return render(request, "processes/check.html", {"steps": steps, "form": form, "answers": _answers(form)})


def _answers(form: WholeForm) -> list[tuple[str, str, str, str]]:
    said, template = form.cleaned_data, templates_on_offer()[form.cleaned_data["template"]]
    who = [str(Who(said["who"]).label), ages_in_words(said["age_from"], said["age_to"])]
    if said["who"] == Who.SAMPLE:
        who.append(
            ngettext("%(num)d is drawn", "%(num)d are drawn", said["sample_size"]) % {"num": said["sample_size"]}
        )
    rows = [
        (_("How"), str(template.label), template.icon, "way"),
        (_("Who asks"), dict(form.organisers)[said["organiser"]], "users", "organiser"),
        (_("A short name"), said["title"], "pencil", "question"),
        (_("Your question"), said["question"], "circle-help", "question"),
        (_("What it is about"), said["text"], "file-text", "question"),
        (_("Who may take part"), " · ".join(part for part in who if part), "vote", "who"),
        (_("Where"), chosen_in_words(said) or _("the whole quarter"), "map-pin", "where"),
        *((name, days, "calendar", "when") for name, days in _dates(form.plans, form.days, said["begins"])),
        (_("The answer"), _until(form, said["begins"]), "megaphone", "answer"),
    ]
    return [row for row in rows if row[1]]


def _dates(plans: tuple[StepPlan, ...], days: list[int], begins: datetime) -> list[tuple[str, str]]:
    """Each step with its two days."""
    found, opens = [], begins
    for plan, count in zip(plans, days, strict=True):
        opens += timedelta(days=plan.after)
        closes = opens + timedelta(days=count)
        name = str(plan.title or registry.step_kinds()[plan.kind].name)
        found.append((name, f"{date_long(opens)} – {date_long(closes)}"))
        opens = closes
    return found


def _until(form: WholeForm, begins: datetime) -> str:
    days = sum(form.days) + sum(plan.after for plan in form.plans) + form.cleaned_data["answer_days"]
    return _("until %(day)s") % {"day": date_long(begins + timedelta(days=days))}


def _organiser(chosen: str) -> tuple[Group | None, Organisation | None]:
    """Whether they may act for it the action asks."""
    sort, _colon, number = chosen.partition(":")
    if chosen == QUARTER or not number.isdigit():
        return None, None
    if sort == "group":
        return Group.objects.filter(pk=number).first(), None
    return None, Organisation.objects.filter(pk=number).first()
