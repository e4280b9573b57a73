"""What a phone needs to put the quarter on its home screen, under the quarter's own name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    # A template, because only templates are given the shell, which knows the name.
    return render(request, "ui/manifest.webmanifest", content_type="application/manifest+json")
