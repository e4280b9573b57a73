"""The pages of matters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quartier.kernel.matters.queries import matter_or_404, matters_of
from quartier.kernel.requests import actor_of, person_of, signed_in


@signed_in
def matters(request: HttpRequest) -> HttpResponse:
    return render(request, "matters/matters.html", {"matters": matters_of(actor_of(request).person)})


@signed_in
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "matters/matter.html", {"matter": matter_or_404(person_of(request), pk)})
