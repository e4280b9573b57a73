"""The pages of groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel.belonging import groups as actions
from quartier.kernel.belonging.forms import GroupForm, NameForm, PersonForm
from quartier.kernel.belonging.queries import group_or_404, groups_seen_by, membership_of, newest_of_group
from quartier.kernel.belonging.rules import neighbour_named
from quartier.kernel.contract import Slot
from quartier.kernel.groups.models import Group
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.panels import panels
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms import FOUND_GROUP
from quartier.ui.flash import done

Act = Callable[[Group, Actor, Any], object]


@require_safe
@signed_in
def groups(request: HttpRequest) -> HttpResponse:
    viewer = actor_of(request).subject
    seen = list(groups_seen_by(viewer))
    own = set(viewer.memberships.values_list("group_id", flat=True))
    context = {
        "own": [group for group in seen if group.pk in own],
        "others": [group for group in seen if group.pk not in own],
        "may_found": has_power(viewer, FOUND_GROUP),
    }
    return render(request, "groups/groups.html", context)


@require_safe
@signed_in
def group(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, group_or_404(actor_of(request).subject, pk))


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    form = GroupForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            founded = actions.found_group(by=actor_of(request), **form.cleaned_data)
            done(request, _("Your group is there. Now invite neighbours."))
            return redirect("groups:group", pk=founded.pk)
    return render(request, "groups/form.html", {"form": form, "group": None})


@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = group_or_404(actor_of(request).subject, pk)
    if not actions.is_moderator(found, actor_of(request).subject):
        return _page(request, found, refusal=_("Only those who look after the group can do this."), status=403)
    given = {"name": found.name, "about": found.about, "openness": found.openness}
    form = GroupForm(request.POST or None, initial=given)
    if form.is_valid():
        with refusals_on(form):
            actions.change_group(found, by=actor_of(request), **form.cleaned_data)
            return redirect("groups:group", pk=pk)
    return render(request, "groups/form.html", {"form": form, "group": found})


@require_POST
@signed_in
def join(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, lambda group, by, _form: actions.join_group(group, by=by))


@require_POST
@signed_in
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, lambda group, by, _form: actions.leave_group(group, by=by), to="groups:list")


@require_POST
@signed_in
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_person(request, pk, lambda group, by, person: actions.accept_member(group, by=by, person=person))


@require_POST
@signed_in
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_person(request, pk, lambda group, by, person: actions.decline_member(group, by=by, person=person))


@require_POST
@signed_in
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_person(request, pk, lambda group, by, person: actions.remove_member(group, by=by, person=person))


@require_POST
@signed_in
def make_moderator(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_person(request, pk, lambda group, by, person: actions.make_moderator(group, by=by, person=person))


@require_POST
@signed_in
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    def act(group: Group, by: Actor, form: NameForm) -> object:
        if not actions.is_moderator(group, by.subject):
            raise Refused(_("Only those who look after the group can do this."))
        return actions.invite(group, by=by, person=neighbour_named(form.cleaned_data["name"]))

    return _act(request, pk, act, NameForm(request.POST))


def _with_person(request: HttpRequest, pk: int, act: Act) -> HttpResponse:
    def of_members(group: Group, by: Actor, form: PersonForm) -> object:
        """Only somebody who has to do with this group is found by their number."""
        members = Person.objects.filter(memberships__group=group)
        return act(group, by, get_object_or_404(members, pk=form.cleaned_data["person"]))

    return _act(request, pk, of_members, PersonForm(request.POST))


def _act(request: HttpRequest, pk: int, act: Act, form: django_forms.Form | None = None, to: str = "") -> HttpResponse:
    by = actor_of(request)
    found = group_or_404(by.subject, pk)
    if form is not None and not form.is_valid():
        return _page(request, found, invitation=form)
    try:
        act(found, by, form)
    except Refused as refusal:
        if form is not None and refusal.field in form.fields:
            form.add_error(refusal.field, str(refusal.message))
            return _page(request, found, invitation=form)
        return _page(request, found, refusal=str(refusal.message))
    return redirect(to) if to else redirect("groups:group", pk=pk)


def _page(
    request: HttpRequest,
    group: Group,
    *,
    refusal: str = "",
    invitation: django_forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer = actor_of(request).subject
    own = membership_of(group, viewer)
    is_in = own is not None and own.is_accepted and viewer.is_member
    members = list(group.memberships.select_related("person").order_by("joined", "pk")) if is_in else []
    context = {
        "group": group,
        "own": own,
        "is_in": is_in,
        "is_moderator": is_in and actions.is_moderator(group, viewer),
        "members": [member for member in members if member.is_accepted],
        "asking": [member for member in members if not member.is_accepted and not member.is_invited],
        "invited": [member for member in members if not member.is_accepted and member.is_invited],
        "posts": newest_of_group(group) if is_in else [],
        "panels": panels(request, Slot.GROUP, group) if is_in else [],
        "refusal": refusal,
        "invitation": invitation if isinstance(invitation, NameForm) else NameForm(),
    }
    return render(request, "groups/group.html", context, status=status)
