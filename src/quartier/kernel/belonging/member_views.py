"""Who is in a group, who looks after it, and who does what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel.belonging import groups as actions
from quartier.kernel.belonging import members
from quartier.kernel.belonging.forms import NameForm, TaskForm
from quartier.kernel.belonging.group_pages import act_on_person, first_page, frame, known_group, member_page
from quartier.kernel.belonging.rules import neighbour_named
from quartier.kernel.groups.queries import is_in, is_moderator
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done


@require_safe
@signed_in
def members_of(request: HttpRequest, pk: int) -> HttpResponse:
    group = known_group(request, pk)
    if not is_in(group, actor_of(request).subject):
        return first_page(request, group, refusal=_("Only members see who is in a group."), status=403)
    return member_page(request, group)


@signed_in
def member(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """What those who look after the group may change about one member."""
    group = known_group(request, pk)
    if not is_moderator(group, actor_of(request).subject):
        return first_page(request, group, refusal=_("Only those who look after the group can do this."), status=403)
    found = get_object_or_404(group.memberships.select_related("person"), person=person, is_accepted=True)
    form = TaskForm(request.POST or None, initial={"task": found.task})
    if form.is_valid():
        with refusals_on(form):
            task = form.cleaned_data["task"]
            members.give_task(group, by=actor_of(request), person=found.person, task=task)
            done(request, _("Saved."))
            return redirect("groups:members", pk=pk)
    context = frame(request, group, "members") | {"member": found, "form": form}
    return render(request, "groups/member.html", context)


@require_POST
@signed_in
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    group, by = known_group(request, pk), actor_of(request)
    if not is_moderator(group, by.subject):
        return first_page(request, group, refusal=_("Only those who look after the group can do this."))
    form = NameForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            person = neighbour_named(form.cleaned_data["name"], by=by)
            actions.invite(group, by=by, person=person)
            done(request, _("%(name)s is invited.") % {"name": person.full_name})
            return redirect("groups:members", pk=pk)
    return member_page(request, group, invitation=form)


@require_POST
@signed_in
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    return act_on_person(request, pk, lambda group, by, person: actions.accept_member(group, by=by, person=person))


@require_POST
@signed_in
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    return act_on_person(request, pk, lambda group, by, person: actions.decline_member(group, by=by, person=person))


@require_POST
@signed_in
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    return act_on_person(request, pk, lambda group, by, person: members.remove_member(group, by=by, person=person))


@require_POST
@signed_in
def make_moderator(request: HttpRequest, pk: int) -> HttpResponse:
    return act_on_person(request, pk, lambda group, by, person: members.make_moderator(group, by=by, person=person))


@require_POST
@signed_in
def make_member(request: HttpRequest, pk: int) -> HttpResponse:
    return act_on_person(request, pk, lambda group, by, person: members.make_member(group, by=by, person=person))


@require_POST
@signed_in
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    return act_on_person(request, pk, lambda group, by, person: members.hand_over(group, by=by, person=person))
