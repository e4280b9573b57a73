"""The list of groups, a group's first page, and getting in and out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel.belonging import care, members
from quartier.kernel.belonging import groups as actions
from quartier.kernel.belonging.forms import GroupForm, LeavingForm
from quartier.kernel.belonging.group_pages import act, first_page, known_group
from quartier.kernel.belonging.queries import groups_seen_by, membership_of
from quartier.kernel.groups.models import Openness
from quartier.kernel.groups.queries import is_moderator
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.belonging import FOUND_GROUP
from quartier.ui.flash import done


@require_safe
@signed_in
def groups(request: HttpRequest) -> HttpResponse:
    viewer = actor_of(request).subject
    seen = list(groups_seen_by(viewer))
    own = {membership.group_id: membership for membership in viewer.memberships.all()}
    context = {
        "own": [(group, own[group.pk]) for group in seen if group.pk in own],
        "others": [(group, None) for group in seen if group.pk not in own],
        "may_found": has_power(viewer, FOUND_GROUP),
    }
    return render(request, "groups/groups.html", context)


@require_safe
@signed_in
def group(request: HttpRequest, pk: int) -> HttpResponse:
    return first_page(request, known_group(request, pk))


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    form = GroupForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            founded = actions.found_group(by=actor_of(request), **form.cleaned_data)
            done(request, _("Your group is there. Now invite neighbours."))
            return redirect("groups:members", pk=founded.pk)
    return render(request, "groups/form.html", {"form": form, "group": None})


@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = known_group(request, pk)
    if not is_moderator(found, actor_of(request).subject):
        return first_page(request, found, refusal=_("Only those who look after the group can do this."), status=403)
    given = {name: getattr(found, name) for name in ("name", "about", "openness", "adders")}
    form = GroupForm(request.POST or None, initial=given)
    if form.is_valid():
        with refusals_on(form):
            actions.change_group(found, by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved."))
            return redirect("groups:group", pk=pk)
    return render(request, "groups/form.html", {"form": form, "group": found})


@require_POST
@signed_in
def join(request: HttpRequest, pk: int) -> HttpResponse:
    return act(request, pk, lambda group, by, _form: actions.join_group(group, by=by))


@require_POST
@signed_in
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    return act(request, pk, lambda group, by, _form: care.take_over(group, by=by), to="groups:members")


@require_POST
@signed_in
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a request back, or declines an invitation."""
    return act(request, pk, lambda group, by, _form: actions.withdraw(group, by=by), to="groups:list")


def _join_url(pk: int) -> str:
    return reverse("groups:join", kwargs={"pk": pk})


@signed_in
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    found, by = known_group(request, pk), actor_of(request)
    own = membership_of(found, by.subject)
    if own is None or not own.is_accepted:
        return redirect("groups:group", pk=pk)
    form = LeavingForm(request.POST if request.method == "POST" else None, group=found, leaver=by.subject)
    if form.is_valid():
        with refusals_on(form):
            successor, takes = form.cleaned_data.get("successor"), form.cleaned_data.get("takes_documents", False)
            members.leave_group(found, by=by, successor=successor, takes_documents=takes)
            is_open = found.openness == Openness.OPEN
            done(
                request, _("You have left: %(name)s") % {"name": found.name}, undo_url=_join_url(pk) if is_open else ""
            )
            return redirect("groups:list")
    return render(request, "groups/leave.html", {"form": form, "group": found, "is_last": form.is_last})
