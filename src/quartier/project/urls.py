"""Every address of the site."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from quartier.kernel.windows import views as windows


def health(request: HttpRequest) -> HttpResponse:
    """Says "ok" once this process can answer; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("", windows.today, name="today"),
    path("liste/<str:kind>/", windows.list_of_kind, name="list"),
    path("suche/", windows.find, name="search"),
    path("notices/", windows.notices, name="notices"),
    path("notices/<int:pk>/open/", windows.open_notice, name="open_notice"),
    path("notices/read/", windows.read_all_notices, name="read_all_notices"),
    path("health/", health, name="health"),
    path("account/", include("quartier.kernel.accounts.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("comments/", include("quartier.kernel.comments.urls")),
    path("files/", include("quartier.kernel.files.urls")),
    path("places/", include("quartier.kernel.places.urls")),
    path("matters/", include("quartier.kernel.matters.urls")),
    path("places/", include("quartier.kernel.places.urls")),
    path("ui/", include("quartier.ui.urls")),
    *(path(f"{found.slug}/", include(f"{found.package}.urls")) for found in settings.MODULES),
]
