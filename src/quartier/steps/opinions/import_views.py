"""Taking over what was answered on Polis: sent, looked at, then taken, all of it or nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from quartier.api import Refused, actor_of, once, refusals_on, signed_in
from quartier.api.processes import own_step_or_404
from quartier.counting.opinions.votes import UNSEEN, Opinions
from quartier.steps.opinions import actions
from quartier.steps.opinions.forms import TakeForm, UploadForm
from quartier.steps.opinions.polis_in import MOST_LETTERS, look_at, texts_of
from quartier.steps.opinions.terms import SLUG
from quartier.ui.flash import done, warn

SHOWN = 10  # statements


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Looks at the tables, and shows what would be taken. Nothing is kept of them."""
    step = own_step_or_404(request, pk, kind=SLUG)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        sent = {name: file.read(MOST_LETTERS + 1) if file else b"" for name, file in form.cleaned_data.items()}
        with refusals_on(form):
            found = look_at(**sent)
            context = {"step": step, "take": TakeForm(initial=texts_of(**sent)), **_shown(found)}
            return render(request, "opinions/preview.html", context)
    return render(request, "opinions/upload.html", {"step": step, "form": form})


@require_POST
@signed_in
@once
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """What was shown; looked at once more, as anybody may send anything."""
    step = own_step_or_404(request, pk, kind=SLUG)
    form = TakeForm(request.POST)
    if not form.is_valid():
        warn(request, _("Send the tables once more, please."))
        return redirect("opinions:upload", pk=pk)
    try:
        found = look_at(**{name: text.encode() for name, text in form.cleaned_data.items()})
        people = actions.take_over(step, found, by=actor_of(request))
    except Refused as refusal:
        warn(request, str(refusal))
        return redirect("opinions:upload", pk=pk)
    said = ngettext("The answers of %(num)d person are here.", "The answers of %(num)d people are here.", people)
    done(request, said % {"num": people})
    return redirect("opinions:care", pk=pk)


def _shown(found: Opinions) -> dict[str, object]:
    given = int((found.votes != UNSEEN).sum())
    texts = [one.text or one.id for one in found.statements]
    return {
        "title": found.title,
        "people": len(found.participants),
        "statements": len(texts),
        "given": given,
        "out": sum(not one.shown for one in found.statements),
        "without_words": sum(not one.text for one in found.statements),
        "first": texts[:SHOWN],
    }
