"""From the chat to the person one writes with: their page, a report, and whether one may still speak with them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from quartier.api import Person, actor_of
from quartier.modules.chat.models import ChatUser
from quartier.modules.chat.programs import chat_or_404
from quartier.modules.chat.queries import user_of
from quartier.modules.chat.rules import decide
from quartier.modules.chat.views import for_members


class Onward(HttpResponseRedirect):
    """The browser sends there what it sent here, once more."""

    status_code = 307


@require_safe
@for_members
def neighbour(request: HttpRequest, localpart: str) -> HttpResponse:
    """Their page on the website: there one blocks somebody, too."""
    chat_or_404()
    return redirect("people:profile", pk=_person(localpart).pk)


@require_POST
@for_members
def report(request: HttpRequest) -> HttpResponse:
    """Only the reader's own device could read what was said. It sends it here because its owner wants to report it; they see
    it in the form, may change it, and nothing is kept before they send that."""
    chat_or_404()
    person = _person(_localpart(request))
    return Onward(reverse("moderation:report", kwargs={"what": "person", "pk": person.pk}))


@require_POST
@for_members
def meets(request: HttpRequest) -> HttpResponse:
    """Whether two may still speak with each other: asked again and again while they do. `why`: "" for yes."""
    chat_or_404()
    me, other = user_of(actor_of(request).person), _localpart(request)
    by = me.localpart if me else ""
    _person(other)
    return JsonResponse({"why": decide({"what": "say", "by": by, "room": "", "people": [by, other]})})


def _localpart(request: HttpRequest) -> str:
    return request.POST.get("user", "").removeprefix("@").partition(":")[0]


def _person(localpart: str) -> Person:
    known = ChatUser.objects.select_related("person").filter(localpart=localpart).first()
    if known is None:
        raise Http404
    return known.person
