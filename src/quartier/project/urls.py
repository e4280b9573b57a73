"""Every address of the site."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, resolve, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from quartier.kernel import registry
from quartier.kernel.managing import views as managing
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.windows import finding
from quartier.kernel.windows import views as windows
from quartier.kernel.windows.today import today
from quartier.project import trust


def health(request: HttpRequest) -> HttpResponse:
    """Says "ok" once this process can answer; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


def well_known(request: HttpRequest, what: str) -> HttpResponse:
    """Addresses that the web prescribes lead to the module that answers there; read by programs of any origin."""
    for module in registry.modules():
        if is_on(module.slug) and what in module.well_known:
            answer = redirect(module.well_known[what])
            answer["Access-Control-Allow-Origin"] = "*"
            return answer
    raise Http404


@csrf_exempt
def prescribed(request: HttpRequest, what: str) -> HttpResponse:
    """A standard wants a module to answer here. Only what takes no cookie for a proof may stand at such an address."""
    for module in registry.modules():
        if is_on(module.slug) and f"_matrix/{what}" in module.prescribed:
            view = resolve(reverse(module.prescribed[f"_matrix/{what}"])).func
            if getattr(view, "csrf_exempt", False):
                answer: HttpResponse = view(request)
                return answer
    raise Http404


urlpatterns = [
    path("", today, name="today"),
    path("", include("quartier.kernel.windows.urls")),
    path("liste/<str:kind>/", windows.list_of_kind, name="list"),
    path("suche/", finding.find, name="search"),
    path("notices/", windows.notices, name="notices"),
    path("notices/<int:pk>/open/", windows.open_notice, name="open_notice"),
    path("notices/read/", windows.read_all_notices, name="read_all_notices"),
    path("notices/unread/<int:moment>/", windows.bring_back_notices, name="unread_notices"),
    path("notices/push/", include("quartier.kernel.push.urls")),
    path("notices/", include("quartier.kernel.delivery.urls")),
    path("engine/", include("quartier.kernel.engine.urls")),
    path("vertrauen/", trust.page, name="trust"),
    path("vertrauen/quartiersserver.crt", trust.certificate, name="trust_certificate"),
    path("health/", health, name="health"),
    path(".well-known/<path:what>", well_known, name="well_known"),
    path("_matrix/<path:what>", prescribed, name="prescribed"),
    path("account/", include("quartier.kernel.accounts.urls")),
    # Exempt, so that the page that helps to trust us can change its language before there is any secure cookie.
    path("i18n/setlang/", csrf_exempt(set_language), name="set_language"),
    path("assistance/", include("quartier.kernel.assistance.urls")),
    path("blocks/", include("quartier.kernel.blocking.urls")),
    path("comments/", include("quartier.kernel.comments.urls")),
    path("drafts/", include("quartier.kernel.drafts.urls")),
    path("files/", include("quartier.kernel.files.urls")),
    path("groups/", include("quartier.kernel.belonging.group_urls")),
    path("organisations/", include("quartier.kernel.belonging.organisation_urls")),
    path("hilfe/", include("quartier.kernel.handbook.urls")),
    path("setup/", include("quartier.kernel.setup.urls")),
    path("", include("quartier.kernel.residence.urls")),
    path("people/", include("quartier.kernel.gate.urls")),
    path("people/", include("quartier.kernel.profiles.urls")),
    path("roles/", include("quartier.kernel.granting.urls")),
    path("quarter/", include("quartier.kernel.managing.urls")),
    path("breaches/", include("quartier.kernel.breaches.urls")),
    path("emergency/", include("quartier.kernel.emergency.urls")),
    path("my-data/", include("quartier.kernel.privacy.urls")),
    path("imprint/", managing.imprint, name="imprint"),
    path("privacy/", managing.privacy, name="privacy"),
    path("", include("quartier.kernel.moderation.urls")),
    path("matters/", include("quartier.kernel.matters.urls")),
    path("process/", include("quartier.kernel.processes.urls")),
    path("places/", include("quartier.kernel.places.urls")),
    path("warum/", include("quartier.kernel.choosing.urls")),
    path("ui/", include("quartier.ui.urls")),
    *(path(f"{found.slug}/", include(f"{found.package}.urls")) for found in settings.MODULES),
]
