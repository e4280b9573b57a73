"""The pages of the help exchange: the list, one offer or request, and what two people have agreed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.api import (
    Entry,
    OpenDraft,
    Refused,
    actor_of,
    draft_of,
    map_around,
    matter_page,
    person_of,
    refusals_on,
    signed_in,
    start_link,
    visible_or_404,
    warnings_in,
    with_hands,
)
from quartier.modules.help import actions, agreements, faces, queries, words
from quartier.modules.help.forms import AnswerForm, WholeForm, answers_of
from quartier.modules.help.kinds import KIND_CHOICES, KINDS
from quartier.modules.help.models import Help
from quartier.modules.help.queries import MODELS
from quartier.modules.help.steps import steps_of
from quartier.ui.flash import done
from quartier.ui.spoken import COMMON


@require_safe
def help_list(request: HttpRequest) -> HttpResponse:
    """What is wanted or offered. Tab, filters and the way on stand in the address, so that a list can be sent to somebody."""
    viewer = person_of(request)
    sort = request.GET.get("tab", "request")
    kind, language = request.GET.get("kind", ""), request.GET.get("language", "")
    is_mine = viewer is not None and request.GET.get("mine") == "yes"
    if sort not in MODELS or (kind and kind not in KINDS) or (language and language not in COMMON):
        raise Http404
    model, after = MODELS[sort], request.GET.get("after", "")
    if viewer and is_mine:
        page, after = queries.page_of(queries.own(viewer, model), after)
    elif language:
        page, after = queries.page_of(queries.spoken(viewer, model, kind, language), after)
    else:
        page, after = queries.newest(viewer, model, kind, after)
    context = {
        "sort": sort,
        "cards": [faces.card(obj, viewer) for obj in with_hands(page)],
        "after": after,
        "is_filtered": bool(kind or language or is_mine),
        "kinds": KIND_CHOICES,
        "spoken": words.language_choices(),
    }
    return render(request, "help/list.html", context)


@require_safe
def detail(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    return render(request, "help/detail.html", _detail(request, sort, pk))


def _detail(request: HttpRequest, sort: str, pk: int, form: AnswerForm | None = None) -> dict[str, Any]:
    """What the page of one offer or request shows: to its author who answered and what fits, to others how to answer."""
    (obj, entry), viewer = _visible(request, sort, pk), person_of(request)
    context: dict[str, Any] = {"help": obj, "face": faces.of(obj, viewer), "is_own": obj.author == viewer}
    context["entry"] = entry
    context["map"] = map_around(obj.place)
    context["caution"] = [] if obj.author == viewer else warnings_in(f"{obj.title}\n{obj.text}", viewer)
    if viewer is None:
        return context
    if obj.author == viewer:
        answers = [faces.answer(matter, viewer) for matter in queries.matters_about(entry)]
        fitting = [faces.card(found.help, viewer, status=found.reason) for found in queries.fitting(viewer, obj)]
        as_post = start_link("board.post", like=entry)
        return {**context, "answers": answers, "fitting": fitting if obj.is_open else [], "as_post": as_post}
    matter = queries.matter_between(entry, viewer)
    draft = _answer_draft(request, obj)
    form = form or draft.form(AnswerForm)
    return {**context, "matter": matter, "form": form, "draft": draft, "safety": obj.kind_of_help.safety}


def _answer_draft(request: HttpRequest, obj: Help) -> OpenDraft:
    return draft_of(
        request, f"help.answer:{obj.sort}-{obj.pk}", label=_("To “%(title)s”") % {"title": obj.title}, url=obj.url
    )


@require_safe
def notice(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    """A sheet for the notice board in the stairwell."""
    obj, _entry = _visible(request, sort, pk)
    address = request.build_absolute_uri(obj.url)
    return render(
        request, "help/notice.html", {"help": obj, "face": faces.of(obj, person_of(request)), "address": address}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    obj, _entry = _visible(request, sort, pk)
    if request.method != "POST":  # after logging in again
        return redirect(obj.url)
    form, draft = AnswerForm(request.POST), _answer_draft(request, obj)
    if form.is_valid():
        with refusals_on(form):
            matter = agreements.answer(obj, by=actor_of(request), text=form.cleaned_data["text"])
            draft.drop()
            done(request, _("Sent to %(name)s. You will find the reply here.") % {"name": obj.author.given_name})
            return redirect(matter.url)
    return render(request, "help/detail.html", _detail(request, sort, pk, form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    obj = _own(request, sort, pk)
    form = WholeForm(request.POST if request.method == "POST" else MultiValueDict(answers_of(obj)), sort=sort)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.edit_help(obj, by=actor_of(request), **form.details())
            done(request, _("Changed. Everybody sees it like this now."))
            return redirect(obj.url)
    return render(request, "help/edit.html", {"help": obj, "form": form, "face": faces.of(obj, person_of(request))})


@require_POST
@signed_in
def withdraw(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    obj = _own(request, sort, pk)
    undo_url = faces.url_of("put_back", obj)
    return _do(request, obj, actions.withdraw_help, _("Withdrawn. Nobody finds it in the list any more."), undo_url)


@require_POST
@signed_in
def put_back(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    return _do(request, _own(request, sort, pk), actions.put_back, _("It is back in the list."))


@require_POST
@signed_in
def renew(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    return _do(request, _own(request, sort, pk), actions.renew_help, _("Thank you! It stays in the list."))


def _do(request: HttpRequest, obj: Help, action: Any, sentence: str, undo_url: str = "") -> HttpResponse:
    try:
        action(obj, by=actor_of(request))
    except Refused as refusal:
        faces.say_refused(request, refusal)
    else:
        done(request, sentence, undo_url=undo_url)
    return redirect(obj.url)


@require_POST
@signed_in
def repeat(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    """Begins a new one with the same words; only the day is asked anew."""
    obj = _own(request, sort, pk)
    answers = answers_of(obj)
    answers["first_day"] = answers["last_day"] = [""]
    return steps_of(request, sort, "when").begin({**answers, "place": [str(obj.place_id or "")]})


@require_safe
@signed_in
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """What two people have going on: the kernel's page of a matter, with our words."""
    person = actor_of(request).subject
    return matter_page(request, pk, template="help/matter.html", more=lambda matter: faces.of_matter(matter, person))


def _visible(request: HttpRequest, sort: str, pk: int) -> tuple[Help, Entry]:
    obj = MODELS[sort]._default_manager.select_related("author", "organisation", "place").filter(pk=pk).first()
    if obj is None:
        raise Http404
    return obj, visible_or_404(person_of(request), obj)


def _own(request: HttpRequest, sort: str, pk: int) -> Help:
    obj, _entry = _visible(request, sort, pk)
    if obj.author != actor_of(request).subject:
        raise Http404
    return obj
