"""Pages. They write nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quartier.api import actor_of, refusals_on, require, signed_in
from quartier.modules.chat import actions
from quartier.modules.chat.forms import ServerForm
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.queries import proposed_address
from quartier.modules.chat.terms import SERVER
from quartier.ui.flash import done


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def server(request: HttpRequest) -> HttpResponse:
    require(actor_of(request), SERVER)
    known = ChatServer.objects.filter(pk=1).first()
    initial = {"address": known.address if known else proposed_address(), "is_on": known.is_on if known else True}
    initial["server_name"] = known.server_name if known else ""
    posted = request.POST if request.method == "POST" else None
    form = ServerForm(posted, initial=initial, is_named=known is not None)
    if form.is_valid():
        with refusals_on(form):
            actions.set_up_chat(by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved. The engine room shows how the chat server is doing."))
            return redirect("chat:server")
    return render(request, "chat/server.html", {"form": form, "known": known})
