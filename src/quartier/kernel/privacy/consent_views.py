"""What I agreed to: to read, to agree, to take back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quartier.kernel.consents.actions import agree, withdraw
from quartier.kernel.consents.models import Consent
from quartier.kernel.consents.texts import TEXTS
from quartier.kernel.gate.pages import refused_to
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def agreed(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    me = by.subject
    if request.method == "POST":
        with refused_to(request):
            name = request.POST.get("text", "")
            if request.POST.get("answer") == "no":
                withdraw(me, name, by=by)
                done(request, _("Taken back."))
            else:
                agree(me, name, by=by)
                done(request, _("Thank you. It is written down."))
        return redirect("mydata:agreed")
    consents = list(Consent.objects.filter(person=me).select_related("recorded_by").order_by("-pk"))
    valid = {consent.text: consent for consent in consents if consent.withdrawn is None}
    texts = [(text, valid.get(text.name)) for text in TEXTS.values()]
    earlier = [consent for consent in consents if consent.withdrawn is not None]
    labels = {text.name: text.label for text in TEXTS.values()}
    return render(request, "privacy/agreed.html", {"texts": texts, "earlier": earlier, "labels": labels})
