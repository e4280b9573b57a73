"""One page says who may do what; those with the power change it from there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.accounts.reauthentication import confirmed
from quartier.kernel.gate.pages import refused_to
from quartier.kernel.granting import actions, role_actions
from quartier.kernel.granting.forms import PowersForm, RoleNameForm
from quartier.kernel.granting.queries import change_sentences, declared_powers, role_rows
from quartier.kernel.people.models import Person
from quartier.kernel.people.search import find_people
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.roles.keys import ENOUGH, is_key_holder, key_holders
from quartier.kernel.roles.models import CustomRole
from quartier.kernel.roles.names import NamedRole, name_of_role, role_named
from quartier.kernel.roles.powers import has_power, powers_of_role, require
from quartier.kernel.terms.people import GRANT
from quartier.ui.flash import done

P = ParamSpec("P")


def for_granters(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for those who may give roles, and only once they have shown again that it is they."""
    asked_again = confirmed(view)

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(actor_of(request), GRANT)
        return asked_again(request, *args, **kwargs)

    return signed_in(checked)


@require_safe
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """For all neighbours to read: who may do what, and who decided it."""
    me = actor_of(request).person
    if not me.is_member:
        raise Refused(_("You can do this as soon as somebody has confirmed that you live here."))
    context = {
        "me": me,
        "rows": role_rows(),
        "powers": declared_powers(),
        "changes": change_sentences(),
        "may_grant": has_power(me, GRANT),
        "holds_keys": is_key_holder(me),
        "keys_missing": max(0, ENOUGH - key_holders().count()),
    }
    return render(request, "granting/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_granters
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """What one role may do."""
    named = _role_or_404(slug)
    form = PowersForm(request.POST if request.method == "POST" else None, powers_of_role(slug))
    if form.is_valid():
        with refusals_on(form):
            role_actions.change_powers(slug, frozenset(form.cleaned_data["powers"]), by=actor_of(request))
            done(request, _("Saved. It counts from now on."))
            return redirect("roles:page")
    return render(request, "granting/role.html", {"role": named, "form": form})


@require_safe
@for_granters
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """Find the person who shall have the role."""
    named, text = _role_or_404(slug), request.GET.get("q", "").strip()
    if not named.is_given:
        raise Http404
    return render(
        request, "granting/give.html", {"role": named, "text": text, "found": find_people(text) if text else []}
    )


@require_POST
@for_granters
def grant(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    with refused_to(request):
        actions.grant_role(person, slug, by=actor_of(request))
        done(request, _("%(name)s has a new role: %(role)s") % {"name": person.full_name, "role": name_of_role(slug)})
    return redirect("roles:page")


@require_POST
@signed_in
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Also for laying down one's own role; for another's one shows again who one is."""
    is_own = actor_of(request).person.pk == pk
    return (_revoke if is_own else for_granters(_revoke))(request, slug, pk)


def _revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    with refused_to(request):
        actions.revoke_role(person, slug, by=actor_of(request))
        sentence = _("%(name)s no longer has the role: %(role)s")
        done(request, sentence % {"name": person.full_name, "role": name_of_role(slug)})
    return redirect("roles:page")


@require_http_methods(["GET", "HEAD", "POST"])
@for_granters
def new(request: HttpRequest) -> HttpResponse:
    form = RoleNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            created = role_actions.create_role(form.cleaned_data["name"], by=actor_of(request))
            done(request, _("There is a new role. Now say what it may do."))
            return redirect("roles:role", slug=created.slug)
    return render(request, "granting/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_granters
def rename(request: HttpRequest, slug: str) -> HttpResponse:
    custom = get_object_or_404(CustomRole, slug=slug)
    form = RoleNameForm(request.POST if request.method == "POST" else None, initial={"name": custom.name})
    if form.is_valid():
        with refusals_on(form):
            role_actions.rename_role(custom, form.cleaned_data["name"], by=actor_of(request))
            done(request, _("Saved."))
            return redirect("roles:page")
    return render(request, "granting/rename.html", {"form": form, "role": custom})


@require_POST
@for_granters
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    custom = get_object_or_404(CustomRole, slug=slug)
    with refused_to(request):
        role_actions.delete_role(custom, by=actor_of(request))
        done(request, _("The role is gone."))
    return redirect("roles:page")


@require_http_methods(["GET", "HEAD", "POST"])
@for_granters
def hand_over(request: HttpRequest) -> HttpResponse:
    """From one key holder to the next."""
    me = actor_of(request).person
    if request.method == "POST":
        person = get_object_or_404(Person, pk=_number(request.POST.get("person", "")))
        with refused_to(request):
            actions.hand_over_keys(person, by=actor_of(request))
            done(request, _("%(name)s holds the keys now. Thank you for your time!") % {"name": person.full_name})
            return redirect("roles:page")
        return redirect("roles:hand_over")
    text = request.GET.get("q", "").strip()
    found = [person for person in find_people(text) if person.pk != me.pk] if text else []
    context = {"text": text, "found": found, "holds_keys": is_key_holder(me)}
    return render(request, "granting/hand_over.html", context)


def _role_or_404(slug: str) -> NamedRole:
    named = role_named(slug)
    if named is None:
        raise Http404
    return named


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
