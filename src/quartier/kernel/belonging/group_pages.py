"""What every page of a group shows, and how a button of one answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quartier.kernel.belonging.forms import NameForm, PersonForm
from quartier.kernel.belonging.queries import group_or_404, membership_of, newest_of_group
from quartier.kernel.contract import Slot
from quartier.kernel.groups.models import Group
from quartier.kernel.groups.queries import is_moderator, moderators_of
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.panels import panels
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import actor_of
from quartier.kernel.roles.sight import out_of_sight

Act = Callable[[Group, Actor, Any], object]
TABS = ("group", "members", "documents")


def frame(request: HttpRequest, group: Group, tab: str, refusal: str = "") -> dict[str, Any]:
    """The head of the page: who asks, and what they are to the group."""
    viewer = actor_of(request).subject
    own = membership_of(group, viewer)
    is_inside = own is not None and own.is_accepted and viewer.is_member
    labels = {"group": pgettext("group", "Board"), "members": _("Members"), "documents": _("Documents")}
    links = [(labels[name], reverse(f"groups:{name}", kwargs={"pk": group.pk}), name == tab) for name in TABS]
    moderators = moderators_of(group) if is_inside else []
    return {
        "group": group,
        "own": own,
        "is_in": is_inside,
        "moderators": moderators,
        "is_moderator": viewer in moderators,
        "tabs": links if is_inside else [],
        "refusal": refusal,
    }


def first_page(request: HttpRequest, group: Group, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """The board to members; what it is and how one joins to everybody else who may know of it."""
    context = frame(request, group, "group", refusal)
    if context["is_in"]:
        context["panels"] = panels(request, Slot.GROUP, group)
        context["posts"] = newest_of_group(group, actor_of(request).subject)
    return render(request, "groups/group.html", context, status=status)


def member_page(
    request: HttpRequest, group: Group, *, refusal: str = "", invitation: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    context = frame(request, group, "members", refusal)
    # Who looks after a group must know everybody in it.
    hidden = frozenset() if context["is_moderator"] else out_of_sight(actor_of(request).subject)
    found = group.memberships.select_related("person").order_by("joined", "pk")
    members = [member for member in found if member.person_id not in hidden]
    context |= {
        "members": [member for member in members if member.is_accepted],
        "asking": [member for member in members if not member.is_accepted and not member.is_invited],
        "invited": [member for member in members if not member.is_accepted and member.is_invited],
        "invitation": invitation or NameForm(),
    }
    return render(request, "groups/members.html", context, status=status)


def known_group(request: HttpRequest, pk: int) -> Group:
    return group_or_404(actor_of(request).subject, pk)


def act(request: HttpRequest, pk: int, do: Act, *, to: str = "groups:group") -> HttpResponse:
    """A button: does it and comes back, or says why not."""
    group = known_group(request, pk)
    try:
        do(group, actor_of(request), None)
    except Refused as refusal:
        return first_page(request, group, refusal=str(refusal.message))
    return redirect(to) if to == "groups:list" else redirect(to, pk=pk)


def act_on_person(request: HttpRequest, pk: int, do: Act) -> HttpResponse:
    """A button beside a name. Only somebody who has to do with this group is found by their number."""
    group = known_group(request, pk)
    if not is_moderator(group, actor_of(request).subject):
        return first_page(request, group, refusal=_("Only those who look after the group can do this."))
    form = PersonForm(request.POST)
    if not form.is_valid():
        return member_page(request, group)
    person = get_object_or_404(Person.objects.filter(memberships__group=group), pk=form.cleaned_data["person"])
    try:
        do(group, actor_of(request), person)
    except Refused as refusal:
        return member_page(request, group, refusal=str(refusal.message))
    return redirect("groups:members", pk=pk)
