"""The documents of a group."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.kernel.belonging import documents as actions
from quartier.kernel.belonging.forms import DocumentForm
from quartier.kernel.belonging.group_pages import first_page, frame, known_group
from quartier.kernel.groups.queries import is_in, is_moderator
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done


@require_safe
@signed_in
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    group, viewer = known_group(request, pk), actor_of(request).subject
    if not is_in(group, viewer):
        return first_page(request, group, refusal=_("Only members see what is in a group."), status=403)
    context = frame(request, group, "documents")
    context["may_add"] = context["is_moderator"] or group.adders == "members"
    found = group.documents.select_related("owner").order_by("-stored", "-pk")
    context["documents"] = found.filter(Q(hidden=None) | Q(owner=viewer))
    return render(request, "groups/documents.html", context)


@signed_in
def add(request: HttpRequest, pk: int) -> HttpResponse:
    group, by = known_group(request, pk), actor_of(request)
    if not actions.may_add(group, by.subject):
        reason = _("In this group, those who look after it add the documents.")
        return first_page(request, group, refusal=reason, status=403)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            upload, title = form.cleaned_data["file"], form.cleaned_data["title"]
            document = actions.add_document(group, by=by, upload=upload, title=title)
            done(request, _("Added: %(title)s") % {"title": document.title})
            return redirect("groups:documents", pk=pk)
    return render(request, "groups/add_document.html", {"form": form, "group": group})


@signed_in
def delete(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    group, by = known_group(request, pk), actor_of(request)
    if not is_in(group, by.subject):
        return first_page(request, group, refusal=_("Only members see what is in a group."), status=403)
    document = get_object_or_404(group.documents, key=key)
    if document.owner != by.subject and not is_moderator(group, by.subject):
        reason = _("Only who added it and those who look after the group can delete it.")
        return first_page(request, group, refusal=reason, status=403)
    if request.method == "POST":
        try:
            actions.delete_document(group, by=by, document=document)
        except Refused as refusal:
            return first_page(request, group, refusal=str(refusal.message))
        done(request, _("The document is deleted."))
        return redirect("groups:documents", pk=pk)
    return render(request, "groups/delete_document.html", {"group": group, "document": document})
