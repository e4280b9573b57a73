"""Taking over a table of ideas: sent, looked at, then taken, all of it or nothing."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from quartier.api import Refused, actor_of, person_of, refusals_on, signed_in
from quartier.api.processes import may_manage, step_or_404
from quartier.steps.ideas import actions
from quartier.steps.ideas.columns import Part
from quartier.steps.ideas.forms import ColumnsForm, UploadForm
from quartier.steps.ideas.models import TableUpload
from quartier.steps.ideas.rows import Checked, Said
from quartier.steps.ideas.tables import MOST_BYTES, Table, read_table
from quartier.ui.flash import done
from quartier.ui.shortening import beginning

SLUG = "ideas"
SHOWN = 8  # ideas of the table, as examples
MOST_REMARKS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    step = step_or_404(request, pk, kind=SLUG)
    if not may_manage(step.process, person_of(request)):
        raise Http404
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            file = form.cleaned_data["file"]
            content = file.read(MOST_BYTES + 1)
            kept = actions.upload_table(step, by=actor_of(request), name=file.name, content=content)
            return redirect(kept.url)
    return render(request, "ideas/upload.html", {"step": step, "process": step.process, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be taken, and each line that can't be. `look` shows it anew with other columns; `take` takes it."""
    found = _own_or_404(request, pk)
    if found.imported is not None:
        return redirect("ideas:list", pk=found.step_id)
    table, columns, checked = _looked(found, None)
    form = _form(request, table, columns)
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            if "take" in request.POST:
                leave_out = "leave_out" in request.POST
                count = actions.import_table(found, by=actor_of(request), columns=form.columns(), leave_out=leave_out)
                done(
                    request,
                    ngettext("%(count)d idea taken over.", "%(count)d ideas taken over.", count) % {"count": count},
                )
                return redirect("ideas:list", pk=found.step_id)
            table, columns, checked = actions.look_at(found, form.columns())
        except Refused as refusal:
            problem = str(refusal.message)
            table, columns, checked = _looked(found, form.columns())
    context = {
        "upload": found,
        "step": found.step,
        "process": found.step.process,
        "form": form,
        "table": table,
        "names": [table.header[column] for column in columns.values()],
        "checked": checked,
        "examples": checked.ideas[:SHOWN],
        "examples_rows": [_in_words(idea) for idea in checked.ideas[:SHOWN]],
        "mistakes": checked.mistakes[:MOST_REMARKS],
        "oddities": checked.oddities[:MOST_REMARKS],
        "problem": problem,
    }
    return render(request, "ideas/preview.html", context)


def _in_words(idea: Said) -> list[str]:
    place = idea.where or (f"{idea.point.latitude}, {idea.point.longitude}" if idea.point else "")
    return [str(idea.line), idea.title, beginning(idea.text, 90), place, str(idea.support or "")]


def _looked(found: TableUpload, columns: Mapping[Part, int] | None) -> tuple[Table, Mapping[Part, int], Checked]:
    """A table whose title nobody can guess is shown all the same, so that somebody may choose it."""
    try:
        return actions.look_at(found, columns)
    except Refused:
        table = read_table(bytes(found.content))
        return table, columns or {}, Checked()


def _form(request: HttpRequest, table: Table, columns: Mapping[Part, int]) -> ColumnsForm:
    initial: dict[str, Any] = {part: str(column) for part, column in columns.items()}
    return ColumnsForm(request.POST if request.method == "POST" else None, table=table, initial=initial)


def _own_or_404(request: HttpRequest, pk: int) -> TableUpload:
    found = TableUpload.objects.select_related("step__process").filter(pk=pk).first()
    if found is None or not may_manage(found.step.process, person_of(request)):
        raise Http404
    return found
