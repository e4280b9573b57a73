"""The addresses of the ways in, all below /account/. None of these pages is kept by a browser or on the way."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from quartier.kernel.accounts.views import entering, joining
from quartier.kernel.accounts.views.pages import View


def _private(address: str, view: View, name: str) -> URLPattern:
    return path(address, never_cache(view), name=name)


app_name = "account"
urlpatterns = [
    _private("new/", joining.name, "join"),
    _private("new/age/", joining.age, "join_age"),
    _private("new/birth-date/", joining.birth_date, "join_birth_date"),
    _private("new/log-in-name/", joining.login_name, "join_login_name"),
    _private("new/passphrase/", joining.passphrase, "join_passphrase"),
    _private("new/email/", joining.email, "join_email"),
    _private("welcome/", joining.welcome, "welcome"),
    _private("login/", entering.login, "login"),
    _private("logout/", entering.logout, "logout"),
    _private("confirm/", entering.confirm, "confirm"),
]
