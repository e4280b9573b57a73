"""`once`: a form that is sent five times, or by an impatient finger all at once, has one effect."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from quartier.kernel.drafts.models import SentForm
from quartier.kernel.drafts.opened import uuid_or_none
from quartier.kernel.drafts.sent import note_url, use_up

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def once(view: View[P]) -> View[P]:
    """For a view that makes something new. Each form that `ui.form` draws carries a word; the view's redirect uses it up.

    What is sent with a used word is led where the first was. Two at once: the second waits until the first is done.
    An answer that isn't a redirect (a mistake in the form) uses nothing up.
    """

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        word = uuid_or_none(request.POST.get("draft") or request.POST.get("once")) if request.method == "POST" else None
        if word is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            if not use_up(word):
                return redirect(SentForm.objects.values_list("url", flat=True).get(word=word) or "today")
            response = view(request, *args, **kwargs)
            if 300 <= response.status_code < 400:
                note_url(word, response["Location"])
            else:
                SentForm.objects.filter(word=word).delete()
        return response

    return checked
