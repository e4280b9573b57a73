"""What is stored about me: to see, to take along, to delete."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel.accounts.actions.sessions import log_out
from quartier.kernel.accounts.reauthentication import confirmed
from quartier.kernel.gate.pages import refused_to
from quartier.kernel.guarded.reading import HOUSES_A_DAY, reads_of
from quartier.kernel.people.visibility import name_for
from quartier.kernel.privacy.erasure import erase_person, kept_after
from quartier.kernel.privacy.export import everything_about, export_zip
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.roles.keys import is_last_key_holder
from quartier.ui.flash import done

ON_A_PAGE = 50


@require_safe
@confirmed
def mine(request: HttpRequest) -> HttpResponse:
    tables = [(label, len(rows)) for label, rows in everything_about(actor_of(request).person).items()]
    return render(request, "privacy/mine.html", {"rows": sum(count for _label, count in tables)})


@require_safe
@signed_in
def seen(request: HttpRequest) -> HttpResponse:
    """Who was shown where I live, my telephone number or what is for a few only."""
    me = actor_of(request).subject
    after = request.GET.get("after", "")
    found = reads_of(me)
    if after.isdecimal() and len(after) < 18:
        found = found.filter(pk__lt=int(after))
    page = list(found[: ON_A_PAGE + 1])
    lines = [(line, name_for(me, line.reader) if line.reader else "") for line in page[:ON_A_PAGE]]
    older = page[ON_A_PAGE - 1].pk if len(page) > ON_A_PAGE else None
    return render(request, "privacy/seen.html", {"lines": lines, "older": older, "most": HOUSES_A_DAY})


@require_safe
@confirmed
def export(request: HttpRequest) -> HttpResponse:
    """One file: a page to read, the same for machines, and the pictures."""
    archive = export_zip(actor_of(request).person)
    response = HttpResponse(archive, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="meine-daten-{timezone.localdate():%Y-%m-%d}.zip"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def erase(request: HttpRequest) -> HttpResponse:
    """Asks once more, because it can't be undone."""
    by = actor_of(request)
    if request.method == "POST":
        with refused_to(request):
            erase_person(by.person, by=by)
            log_out(request)
            done(request, _("Your account is deleted. All the best!"))
            return redirect("today")
        return redirect("gate:leave")
    context = {"is_last_key_holder": is_last_key_holder(by.person), "kept": kept_after(by.person)}
    return render(request, "privacy/erase.html", context)
